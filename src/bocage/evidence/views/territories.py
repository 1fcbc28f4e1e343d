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
from bocage.evidence.proofs.page_cache import render_cached, with_last_night
from bocage.evidence.proofs.parts import published_parts
from bocage.evidence.proofs.story import headlines, published_figures, stories
from bocage.evidence.proofs.territories import (
    ADDRESSES,
    Territory,
    around,
    territory_of_commune,
    territory_of_departement,
    territory_of_epci,
    whole,
)
from bocage.evidence.proofs.years import published_years
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import allow_stale_second
from bocage.territory.models import Commune, Departement, Epci, resolve_commune
from bocage.territory.served import departements_served


class _Parts(NamedTuple):
    """Parts of a territory, by code."""

    level: Level
    names: Mapping[str, str]
    title: str

    @property
    def links(self) -> list[tuple[str, str]]:
        """Names and addresses of the parts."""
        page = ADDRESSES[self.level]
        return [(name, reverse(page, args=[code])) for code, name in self.names.items()]


class _Place(NamedTuple):
    """Territory with the ones that contain it and its parts."""

    territory: Territory
    wider: Callable[[], Sequence[Territory]]
    parts: _Parts


NO_PARTS = _Parts(Level.COMMUNE, {}, "")


@public
@allow_stale_second
@require_safe
@with_last_night
def commune_evidence(request: HttpRequest, night: Night | None, code: str) -> HttpResponse:
    """Shows the figures of a commune, compared with its intercommunalité and its département."""
    current = resolve_commune(code.upper())
    if current is None:
        raise Http404
    if current.pk != code:
        return redirect("commune_evidence", code=current.pk)
    commune = Commune.objects.select_related("departement", "epci").get(pk=current.pk)
    territory = territory_of_commune(commune)
    place = _Place(territory, lambda: around(commune), NO_PARTS)
    return _render_page(request, night, place, {"commune": commune})


@public
@allow_stale_second
@require_safe
@with_last_night
def epci_evidence(request: HttpRequest, night: Night | None, siren: str) -> HttpResponse:
    """Shows the figures of an intercommunalité, its départements and its communes."""
    epci = get_object_or_404(Epci, pk=siren)
    communes = Commune.objects.current().filter(epci=epci).only("code", "name")

    def wider() -> Sequence[Territory]:
        return [territory_of_departement(departement) for departement in epci.departements.all()]

    parts = _Parts(
        Level.COMMUNE, {commune.pk: commune.name for commune in communes}, _("Ses communes")
    )
    return _render_page(request, night, _Place(territory_of_epci(epci), wider, parts))


@public
@allow_stale_second
@require_safe
@with_last_night
def departement_evidence(request: HttpRequest, night: Night | None, code: str) -> HttpResponse:
    """Shows the figures of a département, and those of its intercommunalités."""
    departement = get_object_or_404(Departement, pk=code.upper())
    if departement.pk != code:
        return redirect("departement_evidence", code=departement.pk)
    epcis = Epci.objects.filter(is_current=True, communes__departement=departement).distinct()

    def wider() -> Sequence[Territory]:
        return [whole()] if departements_served()[1:2] else []

    parts = _Parts(Level.EPCI, {epci.pk: epci.name for epci in epcis}, _("Ses intercommunalités"))
    return _render_page(request, night, _Place(territory_of_departement(departement), wider, parts))


def _render_page(
    request: HttpRequest,
    night: Night | None,
    place: _Place,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {**(context or {}), "territory": place.territory, "night": night}
    if night is not None:
        context["story"] = render_cached(
            request,
            night,
            "evidence/proofs/territory_story.html",
            place.territory.scope,
            lambda: _story(request, night, place),
        )
    return render(request, "evidence/proofs/territory.html", context)


def _story(request: HttpRequest, night: Night, place: _Place) -> dict[str, Any]:
    """Returns the context of the story; three queries."""
    territory, wider, parts = place.territory, place.wider(), place.parts
    territories = [territory, *wider]
    years = published_years([territory.scope for territory in territories], night.date)
    figures = published_figures(territory.scope, years)
    published = published_parts(parts.level, parts.names, night.date)
    return {
        "territory": territory,
        "parts": parts.links,
        "parts_title": parts.title,
        "year": night.date.year,
        "headlines": headlines(figures),
        "secrets": [figure for figure in figures if figure.is_secret],
        "themes": stories(
            territory.scope, night, years, published, request.build_absolute_uri("/")
        ),
        "territories": territories,
        "rows": list(compared_rows(territories, years)) if wider else [],
        "comparison": settled_for_people(territories, years, night) if wider else None,
    }
