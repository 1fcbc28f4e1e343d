"""What the room tells the rooms above."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class TerritoryImported:
    """Reference data changed communes: their names, populations or intercommunalités."""

    edition: int


@dataclass(frozen=True, kw_only=True)
class LandmarksChanged:
    """Landmarks of a kind appeared, moved or closed: distances to the nearest may be others."""

    kind: str


@dataclass(frozen=True, kw_only=True)
class CommuneFactsChanged:
    """Facts about communes were written: how many of them."""

    count: int
