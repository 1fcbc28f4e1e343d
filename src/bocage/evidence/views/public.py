"""« Les preuves »: public pages of the figures."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bocage.evidence.indicator_parts import parts_in_year, published_departements
from bocage.evidence.proofs.story import embed_code, source_of
from bocage.evidence.proofs.years import published_years
from bocage.evidence.public_figures import WHOLE, last_night
from bocage.evidence.registry import (
    THEME_LABELS,
    Indicator,
    Theme,
    indicator_named,
    indicators,
    other_end,
)
from bocage.foundation.http.access import public
from bocage.foundation.http.replica import allow_stale_second


def public_indicator(name: str) -> Indicator:
    """Returns the public indicator at an address.

    Raises:
        Http404: there is none, or it is not public.
    """
    try:
        indicator = indicator_named(name)
    except KeyError as error:
        raise Http404 from error
    if not indicator.is_public:
        raise Http404
    return indicator


@public
@allow_stale_second
@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Shows the definition and the method of each public indicator."""
    themes = [
        (
            THEME_LABELS[theme],
            [
                indicator
                for indicator in indicators()
                if indicator.theme == theme and indicator.is_public
            ],
        )
        for theme in Theme
    ]
    non_empty = [(label, members) for label, members in themes if members]
    return render(request, "evidence/indicators.html", {"themes": non_empty})


@public
@allow_stale_second
@require_safe
def indicator_detail(request: HttpRequest, name: str) -> HttpResponse:
    """Shows one indicator: its definition, its years, and its figure in each part of the
    territory."""
    indicator = public_indicator(name)
    night = last_night()
    context: dict[str, Any] = {
        "indicator": indicator,
        "night": night,
        "levels": [level.label for level in indicator.levels],
        "other_end": other_end(indicator),
    }
    if night:
        context |= {
            "chart": published_years([WHOLE], night.date).chart(
                indicator, WHOLE, name="graphique", source=source_of(night)
            ),
            "embed": embed_code(
                indicator, WHOLE, str(indicator.label), request.build_absolute_uri("/")
            ),
            "year": night.date.year,
            **_parts(request, indicator, night.date.year),
        }
    return render(request, "evidence/indicator.html", context)


def _parts(request: HttpRequest, indicator: Indicator, year: int) -> dict[str, Any]:
    """Returns the parts of the requested département, or of the only one; else all départements."""
    published = published_departements(indicator, year)
    requested = request.GET.get("departement", "")
    selected = (
        requested if requested in published else published[0] if len(published) == 1 else None
    )
    return {
        "parts": parts_in_year(indicator, year, departement=selected, page=request.GET.get("page")),
        "is_inside": selected is not None,
        "has_others": len(published) > 1,
    }
