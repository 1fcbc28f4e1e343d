"""What follows, after the commit, from what has happened elsewhere."""

from __future__ import annotations

from bocage.foundation.events import handles
from bocage.housing.operations.landmarks import WORKSPACE
from bocage.housing.tasks import measure_homes
from bocage.territory.events import LandmarksChanged


@handles(LandmarksChanged)
def measure_again(event: LandmarksChanged) -> None:
    """Homes are told how far the nearest place to work is now."""
    if event.kind == WORKSPACE:
        measure_homes.defer()
