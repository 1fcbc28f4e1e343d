"""The proofs of one part of the territory: a commune, an intercommunalité, a département."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.evidence.models import Level, Night
from bocage.evidence.proofs.comparisons import compared_rows, settled_for_people
from bocage.evidence.proofs.kept import drawn_once, of_the_night
from bocage.evidence.proofs.parts import told_parts
from bocage.evidence.proofs.story import headlines, stories, told_figures
from bocage.evidence.proofs.territories import (
    ADDRESSES,
    Territory,
    around,
    territory_of_commune,
    territory_of_departement,
    territory_of_epci,
    whole,
)
from bocage.evidence.proofs.years import told_years
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import may_be_a_second_old
from bocage.territory.models import Commune, Departement, Epci, resolve_commune
from bocage.territory.served import departements_served


class _Parts(NamedTuple):
    """What a territory is made of, by code."""

    level: Level
    names: Mapping[str, str]
    title: str

    @property
    def links(self) -> list[tuple[str, str]]:
        """The name and the page of each."""
        page = ADDRESSES[self.level]
        return [(name, reverse(page, args=[code])) for code, name in self.names.items()]


class _Place(NamedTuple):
    """A territory, what it lies in and what it is made of."""

    here: Territory
    wider: Callable[[], Sequence[Territory]]
    parts: _Parts


NO_PARTS = _Parts(Level.COMMUNE, {}, "")


@public
@may_be_a_second_old
@require_safe
@of_the_night
def commune_evidence(request: HttpRequest, night: Night | None, code: str) -> HttpResponse:
    """Shows the figures of a commune, compared with its intercommunalité and its département."""
    found = resolve_commune(code.upper())
    if found is None:
        raise Http404
    if found.pk != code:
        return redirect("commune_evidence", code=found.pk)
    commune = Commune.objects.select_related("departement", "epci").get(pk=found.pk)
    here = territory_of_commune(commune)
    place = _Place(here, lambda: around(commune), NO_PARTS)
    return _page(request, night, place, {"commune": commune})


@public
@may_be_a_second_old
@require_safe
@of_the_night
def epci_evidence(request: HttpRequest, night: Night | None, siren: str) -> HttpResponse:
    """Shows the figures of an intercommunalité, compared with its départements, and those of its
    communes.
    """
    epci = get_object_or_404(Epci, pk=siren)
    communes = Commune.objects.current().filter(epci=epci).only("code", "name")

    def wider() -> Sequence[Territory]:
        return [territory_of_departement(departement) for departement in epci.departements.all()]

    parts = _Parts(
        Level.COMMUNE, {commune.pk: commune.name for commune in communes}, _("Ses communes")
    )
    return _page(request, night, _Place(territory_of_epci(epci), wider, parts))


@public
@may_be_a_second_old
@require_safe
@of_the_night
def departement_evidence(request: HttpRequest, night: Night | None, code: str) -> HttpResponse:
    """Shows the figures of a département, and those of its intercommunalités."""
    departement = get_object_or_404(Departement, pk=code.upper())
    if departement.pk != code:
        return redirect("departement_evidence", code=departement.pk)
    epcis = Epci.objects.filter(is_current=True, communes__departement=departement).distinct()

    def wider() -> Sequence[Territory]:
        return [whole()] if departements_served()[1:2] else []

    parts = _Parts(Level.EPCI, {one.pk: one.name for one in epcis}, _("Ses intercommunalités"))
    return _page(request, night, _Place(territory_of_departement(departement), wider, parts))


def _page(
    request: HttpRequest,
    night: Night | None,
    place: _Place,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {**(context or {}), "here": place.here, "night": night}
    if night is not None:
        context["story"] = drawn_once(
            request,
            night,
            "evidence/proofs/territory_story.html",
            place.here.scope,
            lambda: _story(request, night, place),
        )
    return render(request, "evidence/proofs/territory.html", context)


def _story(request: HttpRequest, night: Night, place: _Place) -> dict[str, Any]:
    """Three queries."""
    here, wider, parts = place.here, place.wider(), place.parts
    territories = [here, *wider]
    years = told_years([territory.scope for territory in territories], night.date)
    figures = told_figures(here.scope, years)
    told = told_parts(parts.level, parts.names, night.date)
    return {
        "here": here,
        "parts": parts.links,
        "parts_title": parts.title,
        "year": night.date.year,
        "headlines": headlines(figures),
        "secrets": [figure for figure in figures if figure.is_secret],
        "themes": stories(here.scope, night, years, told, request.build_absolute_uri("/")),
        "territories": territories,
        "rows": list(compared_rows(territories, years)) if wider else [],
        "comparison": settled_for_people(territories, years, night) if wider else None,
    }
