"""The drawing of a commune among its neighbours, as shapes that a template writes in SVG."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bocage.territory.models import Commune

WIDTH = 640
HEIGHT = 440
MARGIN = 46
LETTER_WIDTH = 8.4
LINE_HEIGHT = 20
LABEL_DROP = 24
"""In the units of the drawing: pixels where it is shown at its own size."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The path of an outline; `here` for the commune of the page."""

    path: str
    here: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A commune at its position. Its name is left out where it would cover another."""

    name: str
    url: str
    x: float
    y: float
    here: bool
    approximate: bool
    labelled: bool

    @property
    def label_y(self) -> float:
        return round(self.y + LABEL_DROP, 1)


@dataclass
class Surroundings:
    """Everything that the drawing shows."""

    width: int = WIDTH
    height: int = HEIGHT
    shapes: list[Shape] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)


def draw_surroundings(
    commune: Commune, neighbours: Sequence[Commune], outlines: dict[str, dict[str, Any]]
) -> Surroundings | None:
    """The drawing, or None where the commune has no position.

    `outlines` are GeoJSON geometries by INSEE code, for those communes that have one.
    """
    if commune.latitude is None or commune.longitude is None:
        return None
    projection = _Projection(commune, neighbours)
    return Surroundings(
        shapes=[
            Shape(projection.path(geometry), here=code == commune.code)
            for code, geometry in sorted(
                outlines.items(), key=lambda outline: outline[0] == commune.code
            )
        ],
        dots=list(_dots(commune, neighbours, projection)),
    )


class _Projection:
    """Degrees to the drawing: north is up, and a kilometre is as long in all directions."""

    def __init__(self, commune: Commune, neighbours: Iterable[Commune]) -> None:
        self.latitude, self.longitude = commune.latitude or 0.0, commune.longitude or 0.0
        self.squeeze = math.cos(math.radians(self.latitude))
        spread_x = spread_y = 0.01
        for each in neighbours:
            spread_x = max(spread_x, abs((each.longitude or 0.0) - self.longitude) * self.squeeze)
            spread_y = max(spread_y, abs((each.latitude or 0.0) - self.latitude))
        self.scale = min((WIDTH / 2 - MARGIN) / spread_x, (HEIGHT / 2 - MARGIN) / spread_y)

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = WIDTH / 2 + (longitude - self.longitude) * self.squeeze * self.scale
        y = HEIGHT / 2 - (latitude - self.latitude) * self.scale
        return round(x, 1), round(y, 1)

    def path(self, geometry: dict[str, Any]) -> str:
        polygons = geometry["coordinates"]
        if geometry["type"] == "Polygon":
            polygons = [polygons]
        return "".join(self._ring(ring) for polygon in polygons for ring in polygon)

    def _ring(self, ring: Iterable[Sequence[float]]) -> str:
        points = (self.point(position[0], position[1]) for position in ring)
        return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"


def _dots(
    commune: Commune, neighbours: Iterable[Commune], projection: _Projection
) -> Iterator[Dot]:
    """The communes, the one of the page first, whose name is always written."""
    taken: list[tuple[float, float, float]] = []
    for each in [commune, *neighbours]:
        if each.latitude is None or each.longitude is None:
            continue
        x, y = projection.point(each.longitude, each.latitude)
        half = len(each.name) * LETTER_WIDTH / 2
        free = half < x < WIDTH - half and y + LABEL_DROP < HEIGHT
        clear = all(
            abs(x - other_x) > half + other_half or abs(y - other_y) > LINE_HEIGHT
            for other_x, other_y, other_half in taken
        )
        labelled = each == commune or (free and clear)
        if labelled:
            taken.append((x, y, half))
        yield Dot(
            name=each.name,
            url=each.get_absolute_url(),
            x=x,
            y=y,
            here=each == commune,
            approximate=each.position_is_approximate,
            labelled=labelled,
        )
