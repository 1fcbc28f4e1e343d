"""Points of the Earth in queries: nearest first, with distances in metres.

PostgreSQL sees a position as a point of three dimensions on a sphere (a `cube`), made by the
function `earth_point` that the first migration creates. The distance between two such points
is the straight line through the Earth, so sorting by it is sorting by distance, and a GiST
index on `EarthPoint("latitude", "longitude")` serves it. Why not the earthdistance extension:
docs/decisions/territory-distances.md.
"""

import math
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import BooleanField, Expression, F, FloatField, Func, IntegerField, Value
from django.db.models.functions import ASin, Least
from django.db.models.lookups import GreaterThanOrEqual

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius of the Earth in metres (IUGG, R1): distances are right to about 0.5 %."""


class EarthPoint(Func):
    """The position `(latitude, longitude)`, in degrees (WGS 84), as a point of the unit sphere."""

    function = "earth_point"
    arity = 2


class StraightLine(Func):
    """The straight line between two earth points, through the Earth, in Earth radii.

    It grows as the distance does, and an index on the first point sorts by it.
    """

    template = "(%(expressions)s)"
    arg_joiner = " <-> "
    arity = 2
    output_field = FloatField()


class Within(Func):
    """SQL condition that an earth point lies in a cube around another; an index on the point serves
    it.
    """

    template = "(%(expressions)s)"
    arg_joiner = " <@ "
    arity = 2
    output_field = BooleanField()


def roughly_within(latitude: float, longitude: float, radius_m: float) -> Within:
    """Returns the condition that a row is at less than a distance; a few rows slightly farther also
    match.
    """
    chord = 2 * math.sin(min(radius_m / (2 * EARTH_RADIUS_M), math.pi / 2))
    origin = EarthPoint(Value(float(latitude)), Value(float(longitude)))
    around = Func(origin, Value(chord), Value(3), function="cube_enlarge")
    return Within(EarthPoint(F("latitude"), F("longitude")), around)


CELLS_OF_A_DEGREE = 10
CELLS_OF_A_PARALLEL = 360 * CELLS_OF_A_DEGREE


class GridCell(Func):
    """The number of the cell of a grid, a tenth of a degree wide and high, that holds a position.

    Statistics of the database know how many rows a cell holds, which they cannot for a circle.
    """

    template = "(%(expressions)s)::integer"
    arg_joiner = f" * {CELLS_OF_A_PARALLEL} + "
    output_field = IntegerField()

    def __init__(self, latitude: F, longitude: F) -> None:
        super().__init__(_Rank(latitude, 90), _Rank(longitude, 180))


class _Rank(Func):
    """The rank of a latitude or a longitude among the rows or the columns of the grid."""

    template = f"floor((%(expressions)s) * {CELLS_OF_A_DEGREE})"
    arg_joiner = " + "
    output_field = FloatField()

    def __init__(self, degrees: F, origin: int) -> None:
        super().__init__(degrees, Value(origin))


@dataclass(frozen=True, slots=True)
class GridCells:
    """Cells of the grid that intersect a circle: those entirely inside, and those on its edge."""

    inner: tuple[int, ...]
    edge: tuple[int, ...]


@lru_cache(maxsize=512)
def grid_cells(latitude: float, longitude: float, radius_m: float) -> GridCells:
    """Returns the cells that a circle of less than 1,000 km intersects, and maybe some just beyond.

    A circle that reaches the antimeridian or a pole is cut there: no territory of ours does.
    """
    height = math.degrees(radius_m / EARTH_RADIUS_M)
    south, north = max(-90.0, latitude - height), min(89.95, latitude + height)
    widest = max(abs(south), abs(north))
    narrowing = max(math.cos(math.radians(widest)), 0.01)
    width = min(180.0, height / narrowing)
    west, east = max(-180.0, longitude - width), min(179.95, longitude + width)
    inner: list[int] = []
    edge: list[int] = []
    for row in range(_rank(south + 90), _rank(north + 90) + 1):
        for column in range(_rank(west + 180), _rank(east + 180) + 1):
            corners = [
                (line / CELLS_OF_A_DEGREE - 90, meridian / CELLS_OF_A_DEGREE - 180)
                for line in (row, row + 1)
                for meridian in (column, column + 1)
            ]
            # The corner that is farthest decides: a cell is small beside the Earth.
            is_inner = all(
                distance_between(latitude, longitude, *corner) < radius_m for corner in corners
            )
            (inner if is_inner else edge).append(row * CELLS_OF_A_PARALLEL + column)
    return GridCells(tuple(inner), tuple(edge))


def _rank(degrees: float) -> int:
    return math.floor(degrees * CELLS_OF_A_DEGREE)


def straight_line_from(latitude: float, longitude: float) -> StraightLine:
    """Returns the expression that sorts rows by distance from a position, the nearest first."""
    origin = EarthPoint(Value(float(latitude)), Value(float(longitude)))
    return StraightLine(EarthPoint(F("latitude"), F("longitude")), origin)


class Closeness(Func):
    """SQL expression of the closeness of rows to a position: the cosine of the angle between the
    two, seen from the centre of the Earth (1 at the same position, and less the farther they
    are).

    It follows the spherical law of cosines, which doubles compute to the decimetre. No index sorts
    by it, but it takes a twelfth of the time of a `StraightLine`, which makes two cubes for each
    row.
    """

    template = "(%(expressions)s)"
    output_field = FloatField()

    def __init__(self, latitude: float, longitude: float) -> None:
        phi = math.radians(latitude)
        north = _degrees("sind", F("latitude")) * Value(math.sin(phi))
        along = _degrees("cosd", F("longitude") - Value(float(longitude)))
        east = _degrees("cosd", F("latitude")) * Value(math.cos(phi)) * along
        super().__init__(north + east)


def _degrees(function: str, angle: Expression | F) -> Func:
    return Func(angle, function=function, output_field=FloatField())


def is_within(latitude: float, longitude: float, radius_m: float) -> GreaterThanOrEqual:
    """Returns the condition that a row with a position is within a distance along the ground,
    exactly.
    """
    angle = min(radius_m / EARTH_RADIUS_M, math.pi)
    return GreaterThanOrEqual(Closeness(latitude, longitude), Value(math.cos(angle)))


def metres(straight_line: Expression) -> Expression:
    """Returns the distance on the ground, in metres, from the straight line through the Earth."""
    half = Least(straight_line / Value(2.0), Value(1.0))
    return Value(2 * EARTH_RADIUS_M) * ASin(half, output_field=FloatField())


def ground_distance(straight_line: float) -> float:
    """Converts a straight line that was already read, in Earth radii, to metres along the ground,
    as `metres` does.
    """
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, straight_line / 2))


def distance_between(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """Returns the distance in metres between two positions in degrees (haversine formula)."""
    phi, other_phi = math.radians(latitude), math.radians(other_latitude)
    half_chord = (
        math.sin((other_phi - phi) / 2) ** 2
        + math.cos(phi)
        * math.cos(other_phi)
        * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half_chord)))
