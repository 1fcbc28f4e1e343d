"""Circle of a saved search: its bounding box, and the SQL that tests a position.

The index `housing_savedsearch_match_gist` serves the box; the exact distance decides.
"""

import math
from dataclasses import dataclass

from bocage.territory.geography import EARTH_RADIUS_M

LATITUDE_ENDS, LONGITUDE_ENDS = 90.0, 180.0
A_LITTLE = 1e-6
"""Margin of the box around its circle, in degrees (a tenth of a metre), against rounding."""


@dataclass(frozen=True, slots=True)
class Box:
    """Degrees; the whole Earth by default."""

    west: float = -LONGITUDE_ENDS
    south: float = -LATITUDE_ENDS
    east: float = LONGITUDE_ENDS
    north: float = LATITUDE_ENDS


def box_around(latitude: float, longitude: float, radius_m: float) -> Box:
    """Returns the smallest box that holds a circle of `radius_m` metres.

    It stops at the 180th meridian: no French town is within an hour's drive of it.
    """
    angle = radius_m / EARTH_RADIUS_M
    up = math.degrees(angle) + A_LITTLE
    south, north = latitude - up, latitude + up
    if south <= -LATITUDE_ENDS or north >= LATITUDE_ENDS:
        return Box(south=max(south, -LATITUDE_ENDS), north=min(north, LATITUDE_ENDS))
    sine = math.sin(angle) / math.cos(math.radians(latitude))
    aside = math.degrees(math.asin(min(1.0, sine))) + A_LITTLE
    return Box(
        west=max(longitude - aside, -LONGITUDE_ENDS),
        south=south,
        east=min(longitude + aside, LONGITUDE_ENDS),
        north=north,
    )


COVERS_THE_POSITION = f"""(
    box(point(s.east, s.north), point(s.west, s.south))
        @> box(point(%(at_east)s, %(at_north)s), point(%(at_west)s, %(at_south)s))
    AND (s.latitude IS NULL OR sind(s.latitude) * sind(%(latitude)s::float8)
        + cosd(s.latitude) * cosd(%(latitude)s::float8)
        * cosd(s.longitude - %(longitude)s::float8)
        >= cos(least(s.radius_m / {EARTH_RADIUS_M}::float8, pi())))
)"""
"""SQL: whether the circle of the search `s` (a row of housing_savedsearch) holds a position. It
compares the cosine of the angle between the two, like `geography.Closeness` and for the same
reason.
"""


def position_parameters(latitude: float | None, longitude: float | None) -> dict[str, float | None]:
    """Returns the parameters of `COVERS_THE_POSITION`. Only a search without a circle holds a home
    of unknown position: no other box holds the whole Earth.
    """
    if latitude is None or longitude is None:
        box = Box()
    else:
        box = Box(west=longitude, south=latitude, east=longitude, north=latitude)
    return {
        "latitude": latitude,
        "longitude": longitude,
        "at_west": box.west,
        "at_south": box.south,
        "at_east": box.east,
        "at_north": box.north,
    }
