"""Section of the page of a commune: the nearest places to work."""

from typing import Any

from django.http import HttpRequest

from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune
from bocage.territory.travel import road_minutes
from bocage.territory.travel_formatting import format_road
from bocage.workspaces.places.models import Place

MAX_PLACES = 3
FARTHEST_M = 40_000


def nearest_places(_request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """Returns the published places of a commune, then those nearest to it, or None if there are
    none around. Without a known position of the commune, no distance is shown.
    """
    if commune.latitude is None or commune.longitude is None:
        return None
    nearest = (
        Place.objects.published()
        .near(commune.latitude, commune.longitude)
        .select_related("commune")
    )
    places = [place for place in nearest[:MAX_PLACES] if place.distance_m <= FARTHEST_M]
    if not places:
        return None
    places.sort(key=lambda place: place.commune_id != commune.pk)
    return {
        "places": [
            (place, format_road(place.distance_m, road_minutes(place.distance_m)))
            for place in places
        ]
    }


add_commune_section(
    name="places",
    template="workspaces/search/commune_places.html",
    rank=10,
    context=nearest_places,
)
