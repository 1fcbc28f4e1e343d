"""Dashboards listed in the Espace of a person: those of the grounds of their mandates."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import reverse

from bocage.evidence.dashboards.grounds import INSTANCE_KEY
from bocage.evidence.dashboards.kinds import BY_WORD, DashboardKind
from bocage.evidence.registry import Words
from bocage.people.models import Mandate, Role, Scope, ScopeKind
from bocage.people.policies import mandates_of
from bocage.workspaces.models import Place


class OfferedDashboard(NamedTuple):
    """A dashboard by its name, with its address."""

    over: Words
    name: str
    url: str


def dashboards_of(person: Any) -> list[OfferedDashboard]:
    """Lists the dashboards opened by a person's mandates, without duplicates, in the order of the
    kinds; two queries at most.
    """
    mandates = mandates_of(person)
    scopes = {
        scope.pk: scope
        for scope in Scope.objects.with_nodes().filter(
            pk__in=[mandate.scope_id for mandate in mandates]
        )
    }
    of_places = [pk for pk, scope in scopes.items() if scope.kind == ScopeKind.PLACE]
    slugs = (
        dict(Place.objects.filter(scope__in=of_places).values_list("scope", "slug"))
        if of_places
        else {}
    )
    offered = {
        (kind.word, key): OfferedDashboard(
            kind.over, str(scope.label), reverse("dashboard", args=[kind.word, key])
        )
        for mandate in mandates
        for scope in [scopes[mandate.scope_id]]
        for kind, key in _opened_by(mandate, scope, slugs)
        if key
    }
    words = list(BY_WORD)
    return [
        offered[key] for key in sorted(offered, key=lambda entry: (words.index(entry[0]), entry[1]))
    ]


def _opened_by(
    mandate: Mandate, scope: Scope, slugs: dict[int, str]
) -> Iterator[tuple[DashboardKind, str]]:
    match ScopeKind(scope.kind), mandate.role:
        case ScopeKind.INSTANCE, _:
            yield BY_WORD["instance"], INSTANCE_KEY
        case ScopeKind.DEPARTEMENT, Role.COORDINATOR:
            yield BY_WORD["departement"], str(scope.departement_id)
            yield BY_WORD["club"], str(scope.departement_id)
        case ScopeKind.DEPARTEMENT, Role.CLUB_ORGANISER:
            yield BY_WORD["club"], str(scope.departement_id)
        case ScopeKind.EPCI, _:
            yield BY_WORD["intercommunalite"], str(scope.epci_id)
        case ScopeKind.COMMUNE, Role.ELECTED | Role.TOWN_HALL:
            yield BY_WORD["commune"], str(scope.commune_id)
        case ScopeKind.PLACE, _:
            yield BY_WORD["lieu"], slugs.get(scope.pk, "")
        case ScopeKind.PARTNER, _:
            yield BY_WORD["formation"], str(scope.partner_id)
        case _:
            return
