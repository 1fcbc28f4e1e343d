"""Sections of « ma commune » with counts: wishes, arrivals, homes, welcome."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from bocage.foundation.db.web_role import as_the_instance
from bocage.housing.leads.selectors import counts
from bocage.housing.models import Lead
from bocage.people.models import Person
from bocage.territory.landmarks import landmark_kind
from bocage.territory.models import Commune
from bocage.territory.travel import road_minutes
from bocage.welcome.ceremonies.newcomers import codes_of, spoken_of_to_town_halls
from bocage.welcome.communes.page_registry import add_commune_section
from bocage.welcome.communes.welcoming_criteria import (
    welcoming_counts,
    welcoming_criterion,
    welcoming_states,
)
from bocage.welcome.figures.tables import FEW_HOUSEHOLDS, is_few
from bocage.welcome.projects.models.projects import ARRIVED, SettlementProject
from bocage.welcome.relays.commune_page import MAX_LINES, MIN_OTHERS
from bocage.welcome.relays.sheet import first_names, household_words
from bocage.workspaces.models import Place


def wishes(commune: Commune, _person: Person) -> dict[str, Any] | None:
    """Counts the open projects that wish for the commune among others, whatever their consents:
    they are never named, and small numbers are shown as « moins de cinq ». None if there are
    none. One query.
    """
    with as_the_instance():
        count = (
            SettlementProject.objects.open()
            .filter(communes=commune.pk)
            .exclude(stage__in=ARRIVED)
            .count()
        )
    if not count:
        return None
    return {"count": None if is_few(count) else count, "few": FEW_HOUSEHOLDS}


add_commune_section(
    name="wishes", template="welcome/commune_portal/wishes.html", rank=15, context=wishes
)


def arrived(commune: Commune, _person: Person) -> dict[str, Any] | None:
    """Returns the households that settled in a commune, by first names where they consent to be
    mentioned to town halls, the others as a number; None if there are none. Four queries.
    """
    projects = list(
        SettlementProject.objects.filter(
            commune__in=codes_of(commune), stage__in=ARRIVED, left_on=None, erased_at=None
        )
        .prefetch_related("adults__person")
        .order_by("-moved_in_on", "pk")[:MAX_LINES]
    )
    if not projects:
        return None
    spoken_of = spoken_of_to_town_halls(project.pk for project in projects)
    named_projects = [
        {
            "who": first_names(project),
            "household": household_words(project),
            "since": project.moved_in_on,
        }
        for project in projects
        if project.pk in spoken_of
    ]
    return {"named": named_projects, "others": len(projects) - len(named_projects)}


def welcoming(commune: Commune, _person: Person) -> dict[str, Any]:
    """Returns which criteria of a « commune accueillante » the commune meets, with the button for
    each missing one, and how many other communes of its intercommunalité meet each, without
    naming any.
    """
    states = welcoming_states(commune)
    held_count = sum(state.holds for state in states)
    neighbours = _others_of(commune)
    counts = welcoming_counts(neighbours) if len(neighbours) >= MIN_OTHERS else {}
    return {
        "lines": [(state, counts.get(state.name)) for state in states],
        "how_many_others": len(neighbours),
        "held_count": held_count,
        "criteria_count": len(states),
        "is_whole": held_count == len(states),
    }


def _others_of(commune: Commune) -> list[Commune]:
    """Lists the other communes of its intercommunalité, as they are today; one query."""
    if commune.epci_id is None:
        return []
    neighbours = Commune.objects.current().filter(epci=commune.epci_id).exclude(pk=commune.pk)
    return list(neighbours.order_by("pk").only("code", "latitude", "longitude"))


def homes(commune: Commune, person: Person) -> dict[str, Any] | None:
    """Counts the homes of the hidden market of a commune, for the people who manage them; None for
    others. One query.
    """
    if not person.has_perm("housing.manage_leads", commune):
        return None
    return {"counts": counts(Lead.objects.filter(commune=commune.pk))}


for _name, _rank, _context in (
    ("welcoming", 20, welcoming),
    ("homes", 30, homes),
    ("arrived", 70, arrived),
):
    add_commune_section(
        name=_name, template=f"welcome/commune_portal/{_name}.html", rank=_rank, context=_context
    )


FRESH = timedelta(days=90)
NEAR_MINUTES = 20
"""Drive time in minutes, as estimated from the territory's data."""
WORKSPACE = "workspace"


@welcoming_criterion(
    "leads_fresh",
    gettext_lazy("des logements signalés ou confirmés depuis moins de trois mois"),
    30,
    action=gettext_lazy("Signaler un logement"),
    url=lambda commune: reverse("lead_report", args=[commune.pk]),
)
def with_fresh_leads(communes: Sequence[Commune]) -> set[str]:
    """Returns the communes where a home of the hidden market was reported, or confirmed as still
    free, recently; one query.
    """
    fresh = Lead.objects.open().filter(
        commune__in=communes, confirmed_at__gte=timezone.now() - FRESH
    )
    return set(fresh.order_by().values_list("commune", flat=True))


@welcoming_criterion(
    "workspace_near",
    gettext_lazy("un bureau partagé à moins de vingt minutes"),
    40,
    action=gettext_lazy("Voir les lieux"),
    url=lambda commune: reverse("commune_detail", args=[commune.slug]),
    is_known=lambda commune: commune.latitude is not None,
)
def with_a_workspace_near(communes: Sequence[Commune]) -> set[str]:
    """Returns the communes that have a shared workspace, or whose centre has one near by car; two
    queries.
    """
    own_places = Place.objects.published().filter(commune__in=communes)
    holding = set(own_places.order_by().values_list("commune", flat=True))
    kind = landmark_kind(WORKSPACE)
    middles = {
        commune.pk: (commune.latitude, commune.longitude)
        for commune in communes
        if commune.latitude is not None and commune.longitude is not None
    }
    if kind is None or not middles:
        return holding
    nearest = zip(middles, kind.distances(list(middles.values())), strict=True)
    return holding | {
        code
        for code, metres in nearest
        if metres is not None and road_minutes(metres) <= NEAR_MINUTES
    }
