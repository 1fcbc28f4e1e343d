"""Dashboards in the Espace: each role's figures of its part of the territory."""

from typing import Any

from django.conf import settings
from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from bocage.evidence.dashboards.beneath import Table, TableQuery, epcis_of, table_of
from bocage.evidence.dashboards.figures import figures_of
from bocage.evidence.dashboards.kinds import BY_WORD, Dashboard
from bocage.evidence.dashboards.offered import dashboards_of
from bocage.evidence.dashboards.period import Nights
from bocage.evidence.forms.dashboards import DashboardForm
from bocage.evidence.models import Night
from bocage.evidence.public_figures import last_night
from bocage.foundation.http.access import permitted, target_of
from bocage.people.signed_in import current_person


def find_dashboard(kind: str, key: str, **_address: str) -> Dashboard:
    """Returns the dashboard at an address.

    Raises:
        Http404: there is none.
    """
    dashboard_kind = BY_WORD[kind]
    ground = dashboard_kind.find(key)
    if ground is None:
        raise Http404
    return Dashboard(kind=dashboard_kind, ground=ground)


@permitted("evidence.see_dashboards")
@require_safe
def dashboards(request: HttpRequest) -> HttpResponse:
    """Lists the dashboards opened by a person's mandates, or redirects to it if there is only
    one."""
    offered = dashboards_of(current_person(request))
    if len(offered) == 1:
        return redirect(offered[0].url)
    return render(request, "evidence/dashboards/list.html", {"dashboards": offered})


@permitted("evidence.see_dashboard", on=find_dashboard)
@never_cache
@require_safe
def dashboard(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the figures of a ground against its targets and the previous year, with its parts."""
    dashboard = target_of(request, Dashboard)
    night = last_night()
    context: dict[str, Any] = {"dashboard": dashboard, "night": night}
    if night:
        first = Night.objects.aggregate(day=Min("date"))["day"]
        context |= _figures(request, dashboard, Nights(first, night.date))
    return render(request, "evidence/dashboards/dashboard.html", context)


def _figures(request: HttpRequest, dashboard: Dashboard, nights: Nights) -> dict[str, Any]:
    person, kind, ground = current_person(request), dashboard.kind, dashboard.ground
    epcis = epcis_of(ground) if kind.is_narrowed_by_epci else []
    form = DashboardForm(request.GET, kind=kind, night=nights.last, epcis=epcis)
    period, theme = form.period, form.requested_theme
    requested = kind.of_theme(theme) if theme else kind.indicators()
    figures = figures_of(person, ground, requested, period, nights)
    return {
        "form": form,
        "period": period,
        "is_over": period.is_over(nights.last),
        "figures": figures,
        "has_trends": any(figure.trend for figure in figures),
        "table": _table(request, dashboard, form, nights),
        "map_background": settings.BOCAGE.map_style,
    }


def _table(
    request: HttpRequest, dashboard: Dashboard, form: DashboardForm, nights: Nights
) -> Table | None:
    if form.level is None:
        return None
    query = TableQuery(
        level=form.level,
        theme=form.requested_theme,
        within=form.within,
        sort=request.GET.get("tri", ""),
        page=request.GET.get("page", ""),
    )
    return table_of(current_person(request), dashboard, query, form.period, nights)
