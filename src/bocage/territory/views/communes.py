"""The pages of the communes: find one, see one, and reach one by its code."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from bocage.foundation.http.access import public
from bocage.foundation.http.replica import allow_stale_second
from bocage.territory.commune_sections import commune_sections
from bocage.territory.fact_kinds import FactKind
from bocage.territory.linked_data import schema_of
from bocage.territory.models import (
    Commune,
    CommuneFact,
    CommuneOutline,
    Departement,
    Epci,
    resolve_commune,
)
from bocage.territory.naming import around_commune, format_match
from bocage.territory.served import departements_served
from bocage.territory.spelling import LONGEST_QUERY, normalise
from bocage.territory.surroundings import draw_surroundings
from bocage.territory.trends import trends_of

MAX_RESULTS = 60
NEIGHBOURS = 8
DRAWN_NEIGHBOURS = 24


@dataclass(frozen=True)
class SearchResult:
    """A line of the answer to a search, and why it is there where that is not plain."""

    commune: Commune
    how: str


@dataclass
class Group:
    """Communes of one intercommunalité, or those without one."""

    epci: Epci | None
    communes: list[Commune] = field(default_factory=list)


@public
@allow_stale_second
def commune_list(request: HttpRequest) -> HttpResponse:
    """Searches communes by a text, or lists those of a département or an EPCI."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    departements = list(departements_served().annotate(communes_count=_how_many_communes()))
    selected = _selected_departement(departements, request.GET.get("departement", ""))
    context: dict[str, Any] = {"query": query, "departements": departements, "chosen": selected}
    if query:
        matches = Commune.objects.select_related("departement", "epci").search(
            query, limit=MAX_RESULTS
        )
        context["found"] = [SearchResult(commune, format_match(commune)) for commune in matches]
        context["max_found"] = MAX_RESULTS
    elif selected:
        communes = Commune.objects.current().filter(departement=selected)
        groups = _groups(communes)
        siren = request.GET.get("epci", "")
        filtered = [group for group in groups if group.epci and group.epci.siren == siren]
        context |= {
            "groups": filtered or groups,
            "epcis": [group.epci for group in groups if group.epci],
            "siren": siren if filtered else "",
        }
    return render(request, "territory/commune_list.html", context)


def _how_many_communes() -> Subquery:
    """Counts the communes of one département from an index: a join would read those of the whole
    country.
    """
    communes = Commune.objects.current().filter(departement=OuterRef("pk")).order_by()
    return Subquery(communes.values("departement").annotate(count=Count("pk")).values("count"))


def _selected_departement(departements: Sequence[Departement], code: str) -> Departement | None:
    """Returns the requested département, or the only one."""
    if len(departements) == 1:
        return departements[0]
    return next((departement for departement in departements if departement.code == code), None)


def _groups(communes: QuerySet[Commune]) -> list[Group]:
    """Groups the communes by intercommunalité, sorted by name; those without one come last."""
    ordered = sorted(
        communes.select_related("epci").defer("search_text"),
        key=lambda commune: (
            commune.epci is None,
            normalise(commune.epci.name) if commune.epci else "",
            commune.epci_id or "",
            normalise(commune.name),
        ),
    )
    return [
        Group(epci, list(members))
        for epci, members in groupby(ordered, key=lambda commune: commune.epci)
    ]


@public
@allow_stale_second
def commune_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Shows a commune: its facts, its position, its surroundings, and the sections of the rooms."""
    commune = get_object_or_404(Commune.objects.select_related("departement", "epci"), slug=slug)
    if not commune.is_current:
        successor = resolve_commune(commune.code)
        if successor is not None and successor != commune:
            return redirect(successor)
    around = _around(commune)
    outlines = dict(
        CommuneOutline.objects.filter(
            commune__in=[commune.pk, *(neighbour.pk for neighbour in around)]
        ).values_list("commune", "simplified")
    )
    context = {
        "commune": commune,
        "around": around_commune(commune.name),
        "former_communes": _former_communes(commune),
        "facts": _ordered_facts(commune),
        "trends": trends_of(commune),
        "neighbours": around[:NEIGHBOURS],
        "same_sector": Commune.objects.in_same_sector(commune),
        "surroundings": draw_surroundings(commune, around, outlines),
        "sections": commune_sections(request, commune),
        "structured_data": schema_of(commune),
    }
    return render(request, "territory/commune_detail.html", context)


def _around(commune: Commune) -> list[Commune]:
    if commune.latitude is None or commune.longitude is None:
        return []
    nearest = Commune.objects.current().near(commune.latitude, commune.longitude)
    return list(nearest.exclude(pk=commune.pk).defer("search_text")[:DRAWN_NEIGHBOURS])


def _ordered_facts(commune: Commune) -> list[CommuneFact]:
    """Lists the facts in the order of their kinds; other indicators come last."""
    kinds = [*FactKind]
    return sorted(
        commune.facts.all(), key=lambda fact: (kinds.index(FactKind(fact.kind)), fact.indicator)
    )


def _former_communes(commune: Commune) -> list[Any]:
    """Lists the former communes, except the one with the current name."""
    return list(commune.former_communes.exclude(name="").exclude(name=commune.name))


@public
def commune_by_code(_request: HttpRequest, code: str) -> HttpResponse:
    """Redirects an INSEE code, current or former, to the page of its commune."""
    commune = resolve_commune(code.upper())
    if commune is None:
        raise Http404
    return redirect(commune)
