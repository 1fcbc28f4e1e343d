"""Distances measured again when places to work change."""

from bocage.foundation.events import handles
from bocage.housing.deduplication.operations.landmarks import WORKSPACE
from bocage.housing.deduplication.operations.positions import follow_communes
from bocage.housing.deduplication.tasks import measure_homes
from bocage.territory.events import CommunesMoved, LandmarksChanged


@handles(LandmarksChanged)
def measure_again(event: LandmarksChanged) -> None:
    """Schedules a new measure of the distance from homes to the nearest place to work."""
    if event.kind == WORKSPACE:
        measure_homes.defer()


@handles(CommunesMoved)
def move_homes(_event: CommunesMoved) -> None:
    """Moves the homes of which only the commune is known, and measures them again."""
    if follow_communes():
        measure_homes.defer()
