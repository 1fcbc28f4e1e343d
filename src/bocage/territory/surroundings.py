"""The drawing of a commune among its neighbours, as shapes that a template writes in SVG."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from bocage.territory.models import Commune

WIDTH = 640
HEIGHT = 440
MARGIN = 46
LABEL_DROP = 26
"""Distance below a point in units of the drawing: pixels at its own size."""

LETTERS = {"desk": (8.4, 20), "phone": (15.0, 32)}
"""Width and height of a letter where the drawing is wide, and where it is half as wide."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The path of an outline; `here` for the commune of the page."""

    path: str
    here: bool


@dataclass(frozen=True, slots=True)
class Dot:
    """A commune at its position. Its name is left out where it would cover another.

    `label` is "phone" where the name has room on every screen, "desk" where it has room on a
    wide one alone, and empty where it has none.
    """

    name: str
    url: str
    x: float
    y: float
    here: bool
    label: str

    @property
    def label_y(self) -> float:
        return round(self.y + LABEL_DROP, 1)


@dataclass
class Surroundings:
    """Content of the drawing of a commune's surroundings."""

    width: int = WIDTH
    height: int = HEIGHT
    shapes: list[Shape] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)


def draw_surroundings(
    commune: Commune, neighbours: Sequence[Commune], outlines: dict[str, dict[str, Any]]
) -> Surroundings | None:
    """Draws a commune and its neighbours; None if the commune has no position.

    `outlines` are GeoJSON geometries by INSEE code, for the communes that have one.
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
        dots=_dots(commune, neighbours, projection),
    )


class _Projection:
    """Degrees to the drawing: north is up, and a kilometre is as long in all directions."""

    def __init__(self, commune: Commune, neighbours: Iterable[Commune]) -> None:
        self.latitude, self.longitude = commune.latitude or 0.0, commune.longitude or 0.0
        self.squeeze = math.cos(math.radians(self.latitude))
        spread_x = spread_y = 0.01
        for neighbour in neighbours:
            spread_x = max(
                spread_x, abs((neighbour.longitude or 0.0) - self.longitude) * self.squeeze
            )
            spread_y = max(spread_y, abs((neighbour.latitude or 0.0) - self.latitude))
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


def _dots(commune: Commune, neighbours: Iterable[Commune], projection: _Projection) -> list[Dot]:
    """Returns the points of the communes, that of the page last; its name is always shown."""
    placed = [
        (neighbour, *projection.point(neighbour.longitude, neighbour.latitude))
        for neighbour in [commune, *neighbours]
        if neighbour.latitude is not None and neighbour.longitude is not None
    ]
    readable = {size: _readable(placed, *letter) for size, letter in LETTERS.items()}
    dots = [
        Dot(
            name=neighbour.name,
            url=neighbour.get_absolute_url(),
            x=x,
            y=y,
            here=neighbour == commune,
            label=next((size for size in ("phone", "desk") if neighbour.pk in readable[size]), ""),
        )
        for neighbour, x, y in placed
    ]
    return dots[::-1]


def _readable(
    placed: Iterable[tuple[Commune, float, float]], letter_width: float, letter_height: float
) -> set[str]:
    """Returns the codes of the communes whose names fit, the first ones having priority."""
    occupied: list[tuple[float, float, float]] = []
    readable = set()
    for rank, (commune, x, y) in enumerate(placed):
        half = len(commune.name) * letter_width / 2
        inside = half < x < WIDTH - half and y + LABEL_DROP < HEIGHT
        clear = all(
            abs(x - other_x) > half + other_half or abs(y - other_y) > letter_height
            for other_x, other_y, other_half in occupied
        )
        if rank == 0 or (inside and clear):
            occupied.append((x, y, half))
            readable.add(commune.pk)
    return readable
