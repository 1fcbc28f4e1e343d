"""What follows, after the commit, from what has happened elsewhere."""

from __future__ import annotations

from bocage.foundation.events import handles
from bocage.housing.events import DeliveryReceived, SourceDue
from bocage.housing.operations.deliveries import apply_delivery
from bocage.housing.operations.fetching import fetch_source
from bocage.housing.operations.landmarks import WORKSPACE
from bocage.housing.tasks import measure_homes
from bocage.territory.events import LandmarksChanged


@handles(LandmarksChanged)
def measure_again(event: LandmarksChanged) -> None:
    """Homes are told how far the nearest place to work is now."""
    if event.kind == WORKSPACE:
        measure_homes.defer()


@handles(DeliveryReceived)
def read_the_delivery(event: DeliveryReceived) -> None:
    """Brings the stock of the source to it; one that was read already changes nothing."""
    apply_delivery(run_id=event.run_id)


@handles(SourceDue)
def read_the_address(event: SourceDue) -> None:
    """Asks the address of a source for what is new."""
    fetch_source(source_id=event.source_id)
