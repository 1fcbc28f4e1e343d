"""Points of the Earth in queries: nearest first, with distances in metres.

PostgreSQL sees a position as a point of three dimensions on a sphere (a `cube`), made by the
function `earth_point` that the first migration creates. The distance between two such points
is the straight line through the Earth, so sorting by it is sorting by distance, and a GiST
index on `EarthPoint("latitude", "longitude")` serves it. Why not the earthdistance extension:
docs/decisions/territory-distances.md.
"""

import math

from django.db.models import BooleanField, Expression, F, FloatField, Func, Value
from django.db.models.functions import ASin, Least

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
    """Whether an earth point lies in a cube around another: an index on the point answers."""

    template = "(%(expressions)s)"
    arg_joiner = " <@ "
    arity = 2
    output_field = BooleanField()


def roughly_within(latitude: float, longitude: float, radius_m: float) -> Within:
    """What keeps the rows at less than a distance, and a few at its edge that are farther."""
    chord = 2 * math.sin(min(radius_m / (2 * EARTH_RADIUS_M), math.pi / 2))
    here = EarthPoint(Value(float(latitude)), Value(float(longitude)))
    around = Func(here, Value(chord), Value(3), function="cube_enlarge")
    return Within(EarthPoint(F("latitude"), F("longitude")), around)


def straight_line_from(latitude: float, longitude: float) -> StraightLine:
    """What to sort by to have the rows nearest to a position first."""
    here = EarthPoint(Value(float(latitude)), Value(float(longitude)))
    return StraightLine(EarthPoint(F("latitude"), F("longitude")), here)


def metres(straight_line: Expression) -> Expression:
    """The distance along the ground, in metres, from the straight line through the Earth."""
    half = Least(straight_line / Value(2.0), Value(1.0))
    return Value(2 * EARTH_RADIUS_M) * ASin(half, output_field=FloatField())


def distance_between(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """The distance in metres between two positions in degrees (haversine formula)."""
    phi, other_phi = math.radians(latitude), math.radians(other_latitude)
    half_chord = (
        math.sin((other_phi - phi) / 2) ** 2
        + math.cos(phi)
        * math.cos(other_phi)
        * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half_chord)))
