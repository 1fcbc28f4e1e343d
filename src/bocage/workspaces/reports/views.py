"""Reports of places for a period: pages, tables for spreadsheets, workbooks."""

from collections.abc import Sequence
from datetime import time
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.foundation.files.spreadsheets import csv_response
from bocage.foundation.files.workbooks import workbook_response
from bocage.foundation.formatting.charts import Bar, BarChart, Cell, HeatMap, format_percent
from bocage.foundation.formatting.times import format_time
from bocage.foundation.http.access import permitted
from bocage.people.models import Person, Role
from bocage.people.policies import reach_of
from bocage.people.signed_in import current_person
from bocage.territory.models import Commune
from bocage.workspaces.opening_hours.models import OpeningRule
from bocage.workspaces.places.lookups import find_place, target_place
from bocage.workspaces.places.policies import places_run_by
from bocage.workspaces.reports.attendance import bucket_words
from bocage.workspaces.reports.period import ReportPeriod, read_period, shortcuts
from bocage.workspaces.reports.report import Report, report_of
from bocage.workspaces.reports.rhythm import HourUse
from bocage.workspaces.reports.tables import ReportTable

MAX_BARS = 20
"""Bars of a chart: its table has every line."""


def _period(request: HttpRequest) -> ReportPeriod:
    params = request.GET
    return read_period(params.get("du", ""), params.get("au", ""), today=timezone.localdate())


def _territory_report(person: Person, period: ReportPeriod) -> Report:
    """Returns the places that somebody runs, and the searches near the communes that they cover."""
    queryset = places_run_by(person)
    if queryset is None:
        raise Http404
    places = list(queryset.select_related("commune").order_by("name", "pk"))
    covered = Commune.objects.filter(reach_of(person, Role.COORDINATOR).communes_within())
    near = Q(place=None, commune__in=covered)
    return report_of(places, period, by_place=True, searches=near)


@permitted("workspaces.see_report", on=find_place)
@require_safe
def place_report(request: HttpRequest, **_address: str) -> HttpResponse:
    """Shows the report of a place over the period of the address."""
    place = target_place(request)
    report = report_of([place], _period(request), by_place=False)
    context = _context(report) | {"place": place}
    return render(request, "workspaces/reports/place.html", context)


@permitted("workspaces.see_report", on=find_place)
@require_safe
def place_report_table(request: HttpRequest, slug: str, key: str) -> StreamingHttpResponse:
    """Returns one table of the report of a place, as CSV."""
    report = report_of([target_place(request)], _period(request), by_place=False)
    return _csv(_table(report, key), report.period, slug)


@permitted("workspaces.see_report", on=find_place)
@require_safe
def place_report_workbook(request: HttpRequest, slug: str) -> HttpResponse:
    """Returns the workbook of the report of a place, with one sheet for each table."""
    return _workbook(report_of([target_place(request)], _period(request), by_place=False), slug)


@permitted("workspaces.see_territory_report")
@require_safe
def territory_report(request: HttpRequest) -> HttpResponse:
    """Shows the report of all the places that the person coordinates."""
    report = _territory_report(current_person(request), _period(request))
    return render(request, "workspaces/reports/territory.html", _context(report))


@permitted("workspaces.see_territory_report")
@require_safe
def territory_report_table(request: HttpRequest, key: str) -> StreamingHttpResponse:
    """Returns one table of the report of a territory, as CSV."""
    report = _territory_report(current_person(request), _period(request))
    return _csv(_table(report, key), report.period, "territoire")


@permitted("workspaces.see_territory_report")
@require_safe
def territory_report_workbook(request: HttpRequest) -> HttpResponse:
    """Returns the workbook of the report of a territory, with one sheet for each table."""
    return _workbook(_territory_report(current_person(request), _period(request)), "territoire")


def _context(report: Report) -> dict[str, Any]:
    """Returns the context of both pages: figures with their charts and tables, and the other
    periods.
    """
    today = timezone.localdate()
    occupation, rythme, frequentation, origine, unmet = report.tables()
    return {
        "report": report,
        "period": report.period,
        "made_at": timezone.now(),
        "is_running": report.period.last >= today,
        "shortcuts": [
            (name, period.query, period.query == report.period.query)
            for name, period in shortcuts(today)
        ],
        "occupancy": {"chart": _occupancy_chart(report), "table": occupation},
        "rhythm": {"chart": _rhythm_chart(report.hours), "table": rythme},
        "attendance": {"chart": _attendance_chart(report), "table": frequentation},
        "origins": {"chart": _origins_chart(report), "table": origine},
        "unmet": {"table": unmet},
        "no_show_words": format_percent(report.attendance.no_show_percent),
    }


def _occupancy_chart(report: Report) -> BarChart:
    bars = [Bar(use.name, use.percent, use.words) for use in report.uses if use.open_minutes]
    if report.by_place:
        bars.sort(key=lambda bar: -bar.value)
    title = _("Occupation, en pour cent des heures ouvertes")
    return BarChart(title, bars[:MAX_BARS], full_scale=100)


def _attendance_chart(report: Report) -> BarChart:
    bars = [
        Bar(
            bucket_words(bucket.starts_on, report.period.unit),
            bucket.bookings,
            str(bucket.bookings),
        )
        for bucket in report.buckets
        if bucket.starts_on
    ]
    return BarChart(_("Réservations, de la plus ancienne à la plus récente"), bars)


def _origins_chart(report: Report) -> BarChart:
    bars = [
        Bar(origin.commune, origin.visits, origin.words)
        for origin in report.origins
        if origin.visits is not None
    ]
    return BarChart(_("Passages par commune d’origine"), bars[:MAX_BARS])


def _rhythm_chart(hours: Sequence[HourUse]) -> HeatMap:
    uses = {(hour.hour, hour.weekday): hour for hour in hours if hour.open_minutes}
    days = sorted({weekday for _hour, weekday in uses})
    labels = dict(OpeningRule.Weekday.choices)
    open_hours = sorted({hour for hour, _weekday in uses})
    hour_range = range(open_hours[0], open_hours[-1] + 1) if open_hours else ()
    rows = [
        (format_time(time(hour)), [_cell(uses.get((hour, day))) for day in days])
        for hour in hour_range
    ]
    title = _("Occupation par jour et par heure, en pour cent des heures ouvertes")
    return HeatMap(title, [str(labels[day])[:3] for day in days], rows)


def _cell(use: HourUse | None) -> Cell:
    return Cell(use.percent if use else None)


def _table(report: Report, key: str) -> ReportTable:
    return next(table for table in report.tables() if table.key == key)


def _csv(table: ReportTable, period: ReportPeriod, about: str) -> StreamingHttpResponse:
    rows = ([_decimal(cell) for cell in row] for row in table.rows)
    name = f"bilan-{about}-{table.key}-{period.first}-{period.last}.csv"
    return csv_response(table.header, rows, filename=name)


def _decimal(cell: object) -> object:
    """Returns a number as French spreadsheets read it, with a comma."""
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


def _workbook(report: Report, about: str) -> HttpResponse:
    return workbook_response(
        ((table.title, table.header, table.rows) for table in report.tables()),
        filename=f"bilan-{about}-{report.period.first}-{report.period.last}.xlsx",
    )
