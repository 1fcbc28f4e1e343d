"""« Les preuves »: the public page, as a story from the figures of the year."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.evidence.models import Level, Night
from bocage.evidence.proofs.maps import figures_map, mapped_indicators, select_indicator
from bocage.evidence.proofs.page_cache import render_cached, with_last_night
from bocage.evidence.proofs.parts import published_parts
from bocage.evidence.proofs.story import headlines, published_figures, stories
from bocage.evidence.proofs.years import published_years
from bocage.evidence.public_figures import WHOLE
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import allow_stale_second
from bocage.territory.models import Departement, Epci
from bocage.territory.served import departements_served

LONGEST_NAME = 60


@public
@allow_stale_second
@require_safe
@with_last_night
def evidence(request: HttpRequest, night: Night | None) -> HttpResponse:
    """Shows the main figures, the story of the year, and a map of the communes by one indicator."""
    if night is None:
        return render(request, "evidence/proofs/before.html")
    requested = request.GET.get("carte", "")[:LONGEST_NAME]
    departement = request.GET.get("departement", "")[:3].upper()
    names = {mapped_indicator.name for mapped_indicator in mapped_indicators()}
    cache_key = (
        requested if requested in names else "",
        departement if departement.isalnum() else "",
    )
    story = render_cached(
        request,
        night,
        "evidence/proofs/story.html",
        cache_key,
        lambda: _story(request, night, *cache_key),
    )
    return render(request, "evidence/proofs/page.html", {"night": night, "story": story})


def _story(request: HttpRequest, night: Night, requested: str, departement: str) -> dict[str, Any]:
    """Returns the context of the story; seven queries."""
    years = published_years([WHOLE], night.date)
    figures = published_figures(WHOLE, years)
    served = list(departements_served())
    epcis = _epcis(served)
    parts = (
        published_parts(Level.EPCI, {epci.pk: epci.name for epci in epcis}, night.date)
        if epcis
        else published_parts(Level.DEPARTEMENT, {epci.pk: epci.name for epci in served}, night.date)
    )
    public_names = [figure.indicator.name for figure in figures if not figure.is_secret]
    return {
        "night": night,
        "year": night.date.year,
        "headlines": headlines(figures),
        "themes": stories(WHOLE, night, years, parts, request.build_absolute_uri("/")),
        "departements": served,
        "map": _map(night, requested, departement, served, public_names),
        "indicators": mapped_indicators(),
        "map_background": settings.BOCAGE.map_style,
        "epcis": epcis,
    }


def _map(
    night: Night, requested: str, code: str, served: list[Departement], public_names: list[str]
) -> Any:
    """Returns the map of the requested département, or of the only one."""
    requested_departement = next(
        (served_departement for served_departement in served if served_departement.pk == code), None
    )
    departement = requested_departement or (served[0] if served else None)
    return (
        figures_map(select_indicator(requested, public_names), departement, night)
        if departement
        else None
    )


def _epcis(served: list[Departement]) -> list[Epci]:
    """Returns the intercommunalités of the only département; none if there are several, since each
    département has its page.
    """
    if len(served) != 1:
        return []
    return list(Epci.objects.filter(is_current=True, communes__departement=served[0]).distinct())
