"""Events that the territory room publishes."""

from bocage.foundation.events import Event


class TerritoryImported(Event):
    """Reference data changed communes: their names, populations or intercommunalités."""

    edition: int


class CommunesMoved(Event):
    """Communes got a position, or a more exact one: how many of them. What copied it follows."""

    count: int


class LandmarksChanged(Event):
    """Landmarks of a kind appeared, moved or closed: distances to the nearest may be others."""

    kind: str


class CommuneFactsChanged(Event):
    """Facts about communes were written: how many of them."""

    count: int
