"""A chart alone, for a frame on any site."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bocage.evidence.models import Level, Night
from bocage.evidence.proofs.months import published_months
from bocage.evidence.proofs.page_cache import render_cached, with_last_night
from bocage.evidence.proofs.story import EVERYWHERE, source_of
from bocage.evidence.proofs.territories import territory_at
from bocage.evidence.proofs.years import published_years
from bocage.evidence.public_figures import WHOLE, Scope
from bocage.evidence.views.public import public_indicator
from bocage.foundation.http.access import public
from bocage.foundation.http.embeds import framed_anywhere


@public
@framed_anywhere
@require_safe
@with_last_night
def chart_embed(
    request: HttpRequest, night: Night | None, name: str, level: str, code: str
) -> HttpResponse:
    """Shows the chart of an indicator in one scope, by year or else by month, for embedding.

    Only the chart, its table and its source, without a cookie.

    Raises:
        Http404: the indicator or the scope does not exist, or it is not counted there.
    """
    indicator = public_indicator(name)
    scope = WHOLE if (level, code) == (Level.INSTANCE, EVERYWHERE) else Scope(level, code)
    if level not in indicator.levels:
        raise Http404
    territory = territory_at(scope)
    if territory is None:
        raise Http404
    context: dict[str, Any] = {"indicator": indicator, "territory": territory, "night": night}
    address = request.build_absolute_uri(reverse("indicator_detail", args=[name]))
    if night is not None:
        context["drawn"] = render_cached(
            request,
            night,
            "evidence/proofs/embedded_chart.html",
            (name, *scope),
            lambda: {**context, "chart": _chart(indicator, scope, night), "address": address},
        )
    return render(request, "evidence/proofs/embed.html", context)


def _chart(indicator: Any, scope: Scope, night: Night) -> Any:
    years, source = published_years([scope], night.date), source_of(night)
    months = published_months(scope, night.date)
    if not years.is_trend(indicator, scope) and months.is_trend(indicator):
        return months.chart(indicator, name="graphique", source=source)
    return years.chart(indicator, scope, name="graphique", source=source)
