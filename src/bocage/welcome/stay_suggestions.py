"""What a project already has, offered as moments of its stay: one touch fills the form in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from bocage.housing.lead_words import line_words
from bocage.housing.models import Dwelling, Lead
from bocage.territory.models import Commune
from bocage.welcome.models import SettlementProject, Stay, StayStep, StepKind
from bocage.workspaces.models import Place, Resource

MOST_OF_A_KIND = 6
FARTHEST_PLACE_M = 40_000
MOST_PLACES = 6
HOURS = {StepKind.HOME: 45, StepKind.SPONSOR: 90}
"""How long such a moment lasts at first, in minutes; an hour otherwise."""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One moment that could be. `key` names it in an address; the server finds it again among
    those of the project, so that an address gives nothing that the project has not."""

    key: str
    kind: str
    title: str
    detail: str = ""
    commune: Commune | None = None
    address: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_mail: str = ""
    lead: Lead | None = None
    dwelling: Dwelling | None = None
    is_planned: bool = False

    @property
    def minutes(self) -> int:
        return HOURS.get(StepKind(self.kind), 60)

    def initial(self) -> dict[str, Any]:
        """What the form of a step holds at first."""
        commune = self.commune
        return {
            "kind": self.kind,
            "title": self.title,
            "commune": (commune.name, commune.code) if commune is not None else "",
            "address": self.address,
            "contact_name": self.contact_name,
            "contact_phone": self.contact_phone,
            "contact_mail": self.contact_mail,
        }

    def about(self) -> dict[str, Any]:
        """The home that the moment is about."""
        return {"lead": self.lead, "dwelling": self.dwelling}


def suggestions_for(stay: Stay, steps: Sequence[StayStep] = ()) -> list[Suggestion]:
    """All that the project of a stay has to offer; what is planned already says so."""
    planned_homes = {step.lead_id or step.dwelling_id for step in steps} - {None}
    planned_mails = {step.contact_mail for step in steps} - {""}
    return [*_homes(stay.project, planned_homes), *_town_halls(stay.project, planned_mails)]


def suggestion_named(key: str, stay: Stay) -> Suggestion | None:
    """The one that an address names, among those of the project."""
    if not key:
        return None
    return next((one for one in suggestions_for(stay) if one.key == key), None)


def places_near(stay: Stay) -> list[Place]:
    """The published places nearest to where the household would live, or arrives."""
    position = _middle(stay)
    if position is None:
        return []
    nearest = Place.objects.published().near(*position).select_related("commune")
    return [place for place in nearest[:MOST_PLACES] if place.distance_m <= FARTHEST_PLACE_M]


def desks_near(stay: Stay) -> list[tuple[str, list[tuple[str, str]]]]:
    """What can be booked in those places, for a list of choices; two queries."""
    places = places_near(stay)
    resources = Resource.objects.active().filter(place__in=places).order_by("position", "name")
    by_place: dict[Any, list[tuple[str, str]]] = {}
    for resource in resources:
        by_place.setdefault(resource.place_id, []).append((str(resource.pk), resource.name))
    return [
        (f"{place.name} ({place.commune.name})", by_place[place.pk])
        for place in places
        if place.pk in by_place
    ]


def _homes(project: SettlementProject, planned: set[Any]) -> Iterator[Suggestion]:
    """Leads of the communes that the household wishes."""
    leads = (
        Lead.objects.shown()
        .filter(commune__projects_that_wish_it=project)
        .select_related("commune")
        .order_by("-confirmed_at", "pk")
    )
    for lead in leads[:MOST_OF_A_KIND]:
        yield Suggestion(
            key=f"lead:{lead.pk}",
            kind=StepKind.HOME,
            title=line_words(lead),
            detail=lead.commune.name,
            commune=lead.commune,
            lead=lead,
            is_planned=lead.pk in planned,
        )


def _town_halls(project: SettlementProject, _planned: set[str]) -> Iterator[Suggestion]:
    """The town halls of the communes that the household wishes."""
    for commune in project.communes.order_by("name")[:MOST_OF_A_KIND]:
        yield Suggestion(
            key=f"town_hall:{commune.pk}",
            kind=StepKind.TOWN_HALL,
            title=_("Rencontre à la mairie de %(commune)s") % {"commune": commune.name},
            detail=commune.name,
            commune=commune,
            address=_("Mairie"),
        )


def _middle(stay: Stay) -> tuple[float, float] | None:
    """Around where one looks for a place to work."""
    project = stay.project
    wished = [project.commune] if project.commune is not None else list(project.communes.all())
    for commune in [*wished, stay.arrival_commune]:
        if commune is not None and commune.latitude is not None and commune.longitude is not None:
            return commune.latitude, commune.longitude
    return None
