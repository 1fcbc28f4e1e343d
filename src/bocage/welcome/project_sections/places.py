"""Places to work near where the household wishes to live, or lives."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.territory.spoken_travel import spoken_road, spoken_rough_way
from bocage.territory.travel import road_minutes
from bocage.welcome.homes.project_criteria import area_of, communes_looked_at
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_household_section
from bocage.workspaces.models import Place

SHOWN = 3
FARTHEST_M = 40_000


def places_nearby(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """The nearest published places, those of the communes looked at first; nothing where no
    commune is wished, or none is near."""
    communes = communes_looked_at(project)
    area = area_of(communes)
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
    here = {commune.pk for commune in communes}
    places.sort(key=lambda place: place.commune_id not in here)
    return {"around": area.label, "places": [(place, _way(place, communes)) for place in places]}


def _way(place: Place, communes: Sequence[Commune]) -> str:
    """How far from where the household looks; on the spot where that is one commune."""
    if [commune.pk for commune in communes] == [place.commune_id]:
        return _("sur place")
    if any(commune.position_is_approximate for commune in communes):
        return spoken_rough_way(place.distance_m)
    return spoken_road(place.distance_m, road_minutes(place.distance_m))


add_household_section(
    name="travailler",
    title=pgettext_lazy("section", "Où travailler"),
    template="welcome/own_project/places.html",
    rank=35,
    context=places_nearby,
)
