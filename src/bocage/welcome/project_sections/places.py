"""Places to work near where the household wishes to live, or lives."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.territory.spoken_travel import spoken_road
from bocage.territory.travel import road_minutes
from bocage.welcome.models import SettlementProject
from bocage.welcome.project_criteria import area_of, communes_looked_at
from bocage.welcome.sections import ProjectSection, add_household_section
from bocage.workspaces.models import Place

SHOWN = 3
FARTHEST_M = 40_000


def places_nearby(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """The nearest published places; nothing where no commune is wished, or none is near."""
    area = area_of(communes_looked_at(project))
    if area is None:
        return None
    nearest = Place.objects.published().near(area.latitude, area.longitude)
    places = [
        place
        for place in nearest.select_related("commune")[:SHOWN]
        if place.distance_m <= FARTHEST_M
    ]
    if not places:
        return None
    return {
        "around": area.label,
        "places": [
            (place, spoken_road(place.distance_m, road_minutes(place.distance_m)))
            for place in places
        ],
    }


add_household_section(
    ProjectSection(
        name="travailler",
        title=pgettext_lazy("section", "Où travailler"),
        template="welcome/own_project/places.html",
        rank=35,
        context=places_nearby,
    )
)
