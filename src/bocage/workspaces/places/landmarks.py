"""The published places to work, as landmarks that other rooms measure distances to."""

from collections.abc import Sequence

from django.db import connection
from django.utils.translation import gettext_lazy as _

from bocage.territory.geography import ground_distance
from bocage.territory.landmarks import Landmark, add_landmark_kind
from bocage.workspaces.places.models import Place

WORKSPACE = "workspace"

NEAREST_OF_EACH = """
    SELECT (
        SELECT earth_point(place.latitude, place.longitude)
            <-> earth_point(given.latitude, given.longitude)
        FROM workspaces_place place
        WHERE place.status = 'published' AND place.latitude IS NOT NULL
        ORDER BY earth_point(place.latitude, place.longitude)
            <-> earth_point(given.latitude, given.longitude)
        LIMIT 1
    )
    FROM unnest(%s::float8[], %s::float8[])
        WITH ORDINALITY AS given (latitude, longitude, number)
    ORDER BY given.number
"""
"""The straight line, in Earth radii, from each position to the published place nearest to it."""


def workspaces_near(latitude: float, longitude: float, limit: int) -> list[Landmark]:
    """Returns the published places nearest to a position; one query."""
    places = Place.objects.published().near(latitude, longitude)[:limit]
    return [Landmark(place.name, place.get_absolute_url(), place.distance_m) for place in places]


def distances_to_workspaces(positions: Sequence[tuple[float, float]]) -> list[float | None]:
    """Metres from each position to the nearest published place; one query for all."""
    if not positions:
        return []
    latitudes, longitudes = zip(*positions, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(NEAREST_OF_EACH, [list(latitudes), list(longitudes)])
        return [None if line is None else ground_distance(line) for (line,) in cursor.fetchall()]


add_landmark_kind(
    code=WORKSPACE,
    label=_("Bureau partagé"),
    rank=10,
    near=workspaces_near,
    distances=distances_to_workspaces,
)
