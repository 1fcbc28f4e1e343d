"""« Les preuves »: the public page, as a story told from the figures of the year."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.evidence.models import Level, Night
from bocage.evidence.proofs.kept import drawn_once, of_the_night
from bocage.evidence.proofs.maps import chosen_indicator, figures_map, mapped_indicators
from bocage.evidence.proofs.parts import told_parts
from bocage.evidence.proofs.story import headlines, stories, told_figures
from bocage.evidence.proofs.years import told_years
from bocage.evidence.public_figures import WHOLE
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import may_be_a_second_old
from bocage.territory.models import Departement, Epci
from bocage.territory.served import departements_served

LONGEST_NAME = 60


@public
@may_be_a_second_old
@require_safe
@of_the_night
def evidence(request: HttpRequest, night: Night | None) -> HttpResponse:
    """Shows the main figures, the story of the year, and a map of the communes by one indicator."""
    if night is None:
        return render(request, "evidence/proofs/before.html")
    asked = request.GET.get("carte", "")[:LONGEST_NAME]
    departement = request.GET.get("departement", "")[:3].upper()
    names = {mapped_indicator.name for mapped_indicator in mapped_indicators()}
    which = (asked if asked in names else "", departement if departement.isalnum() else "")
    drawn = drawn_once(
        request, night, "evidence/proofs/story.html", which, lambda: _story(request, night, *which)
    )
    return render(request, "evidence/proofs/page.html", {"night": night, "story": drawn})


def _story(request: HttpRequest, night: Night, asked: str, departement: str) -> dict[str, Any]:
    """Seven queries."""
    years = told_years([WHOLE], night.date)
    figures = told_figures(WHOLE, years)
    served = list(departements_served())
    epcis = _epcis(served)
    parts = (
        told_parts(Level.EPCI, {one.pk: one.name for one in epcis}, night.date)
        if epcis
        else told_parts(Level.DEPARTEMENT, {one.pk: one.name for one in served}, night.date)
    )
    told = [figure.indicator.name for figure in figures if not figure.is_secret]
    return {
        "night": night,
        "year": night.date.year,
        "headlines": headlines(figures),
        "themes": stories(WHOLE, night, years, parts, request.build_absolute_uri("/")),
        "departements": served,
        "map": _map(night, asked, departement, served, told),
        "indicators": mapped_indicators(),
        "map_background": settings.BOCAGE.map_style,
        "epcis": epcis,
    }


def _map(night: Night, asked: str, code: str, served: list[Departement], told: list[str]) -> Any:
    """The map of the département that is asked for, or of the only one that there is."""
    chosen = next((one for one in served if one.pk == code), None)
    departement = chosen or (served[0] if served else None)
    return figures_map(chosen_indicator(asked, told), departement, night) if departement else None


def _epcis(served: list[Departement]) -> list[Epci]:
    """Where there is one département, its intercommunalités; where there are several, none: each
    département has its page."""
    if len(served) != 1:
        return []
    return list(Epci.objects.filter(is_current=True, communes__departement=served[0]).distinct())
