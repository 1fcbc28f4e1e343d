"""Handlers of events that change the marks of communes."""

from bocage.foundation.events import handles
from bocage.territory.events import (
    CommuneFactsChanged,
    CommunesMoved,
    LandmarksChanged,
    TerritoryImported,
)
from bocage.welcome.suitability.operations.rows import refresh_suitability


@handles(CommuneFactsChanged)
def judge_by_the_new_facts(_event: CommuneFactsChanged) -> None:
    """Facts were imported: marks follow them."""
    refresh_suitability()


@handles(LandmarksChanged)
def judge_by_the_new_landmarks(_event: LandmarksChanged) -> None:
    """Recomputes suitability when a workplace opened, moved or closed."""
    refresh_suitability()


@handles(TerritoryImported)
def judge_the_new_communes(_event: TerritoryImported) -> None:
    """Communes appeared, merged, or count other people."""
    refresh_suitability()


@handles(CommunesMoved)
def judge_by_the_new_positions(_event: CommunesMoved) -> None:
    """Communes got a position: what is near them may be other things."""
    refresh_suitability()
