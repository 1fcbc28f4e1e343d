"""The report: the years for everybody, and the form that chooses period, scope and night."""

from datetime import date
from typing import Any

from django.db.models import Min
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bocage.evidence.forms.reports import ReportForm
from bocage.evidence.models import IndicatorCell, Level, Span
from bocage.evidence.reports.communes import counted_departements
from bocage.evidence.reports.data import COLUMNS, report_rows
from bocage.evidence.reports.document import report_pdf
from bocage.evidence.reports.naming import name_of
from bocage.evidence.reports.requests import (
    ReportRequest,
    is_closed,
    night_known_on,
    report_of,
    year_period,
)
from bocage.foundation.documents import pdf_response
from bocage.foundation.files.spreadsheets import csv_lines
from bocage.foundation.http.access import permitted, public
from bocage.foundation.http.replica import allow_stale_second
from bocage.territory.models import Departement, Epci


@public
@allow_stale_second
@require_safe
def evidence_reports(request: HttpRequest) -> HttpResponse:
    """Lists the years, each with its document and its data; the current one is provisional."""
    night = night_known_on(None)
    years = _years(night.date) if night else []
    rows = [
        {"year": year, "is_closed": night and is_closed(year_period(year), night.date)}
        for year in reversed(years)
    ]
    return render(request, "evidence/report/years.html", {"night": night, "rows": rows})


@public
@require_safe
def evidence_report(request: HttpRequest, year: int, extension: str) -> HttpResponseBase:
    """Downloads the report of a year on the whole territory; `?nuit=` makes a past edition again.

    Raises:
        Http404: the day is invalid, or nothing was counted for this year by then.
    """
    words = request.GET.get("nuit", "")
    day = _day(words)
    if words and day is None:
        raise Http404
    report = report_of(year_period(year), day=day)
    if report is None or year not in _years(report.night):
        raise Http404
    return _file(report, extension)


@permitted("evidence.make_reports")
@require_safe
def report_make(request: HttpRequest) -> HttpResponse:
    """Chooses a period, a scope and a night."""
    night = night_known_on(None)
    if not request.GET and night:
        year = night.date.year - 1
        form = ReportForm(initial={"du": f"{year}-01", "au": f"{year}-12"})
    else:
        form = ReportForm(request.GET or None)
    form.offer(_scopes())
    context: dict[str, Any] = {"form": form, "night": night}
    if form.is_bound and form.is_valid():
        context |= {
            "report": form.report,
            "name": name_of(form.report.scope),
            "query": request.GET.urlencode(),
        }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "evidence/report/make.html", context, status=status)


@permitted("evidence.make_reports")
@require_safe
def report_file(request: HttpRequest, extension: str) -> HttpResponseBase:
    """Downloads the document, or the data, of the report that the form describes."""
    form = ReportForm(request.GET)
    form.offer(_scopes())
    if not form.is_valid():
        raise Http404
    return _file(form.report, extension)


def _file(report: ReportRequest, extension: str) -> HttpResponseBase:
    name = f"{_('rapport')}-{slugify(name_of(report.scope))[:40]}-{slugify(str(report.period))}"
    name = f"{name}-{report.night.isoformat()}.{extension}"
    if extension == "pdf":
        return pdf_response(report_pdf(report), filename=name)
    response = StreamingHttpResponse(
        csv_lines(COLUMNS, report_rows(report)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _years(night: date) -> list[int]:
    """Returns the years with a figure on a night, for the whole instance."""
    cells = IndicatorCell.objects.known_on(night).filter(level=Level.INSTANCE, span=Span.YEAR)
    first = cells.aggregate(day=Min("starts_on"))["day"]
    return [] if first is None else list(range(first.year, night.year + 1))


def _scopes() -> list[tuple[str, str]]:
    """Returns the scopes to choose from: the whole, départements, intercommunalités."""
    counted_codes = counted_departements()
    departements = Departement.objects.filter(pk__in=counted_codes).order_by("name")
    epcis = (
        Epci.objects.filter(is_current=True, departements__in=counted_codes)
        .distinct()
        .order_by("name")
    )
    return [
        (Level.INSTANCE.value, _("Tout le territoire")),
        *(
            (f"{Level.DEPARTEMENT.value}-{departement.pk}", departement.name)
            for departement in departements
        ),
        *((f"{Level.EPCI.value}-{epci.pk}", epci.name) for epci in epcis),
    ]


def _day(words: str) -> date | None:
    try:
        return parse_date(words) if len(words) == 10 else None
    except ValueError:
        return None
