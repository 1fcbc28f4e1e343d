"""Charts of a report: a few figures over time, each under a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bocage.evidence.figure_formatting import format_labelled
from bocage.evidence.models import Span
from bocage.evidence.periods import next_period, periods_between
from bocage.evidence.registry import Indicator
from bocage.evidence.reports.figures import Figure, public_indicators, read_figures
from bocage.evidence.reports.requests import ReportPeriod, ReportRequest, year_period
from bocage.foundation.formatting.dates import date_format

CHARTED = (
    "settled_households",
    "still_here_after_12_months",
    "first_answer_delay",
    "hidden_homes_reported",
    "visits",
    "gathering_arrivals",
    "businesses_created",
    "local_income",
)
YEARS = 5
MAX_MONTHS = 24


@dataclass(frozen=True)
class Point:
    """Point of a chart; a secret one has no bar."""

    label: str
    figure: Figure


@dataclass(frozen=True)
class Chart:
    """A figure over time."""

    indicator: Indicator
    finding: str
    points: Sequence[Point]

    @property
    def text_alternative(self) -> str:
        """Text alternative of the chart."""
        return ", ".join(format_labelled(point.label, point.figure.text) for point in self.points)


def charts_of(report: ReportRequest) -> list[Chart]:
    """Returns the charts that have at least two points: years for a report of a year, else months;
    one query.
    """
    moments = _moments(report.period)
    published = read_figures(
        report.night,
        [report.scope],
        [period for _label, period in moments],
        only=CHARTED,
        is_last_night=report.is_last_night,
    )
    charts = []
    by_name = {indicator.name: indicator for indicator in public_indicators()}
    for charted in (by_name[name] for name in CHARTED if name in by_name):
        points = [
            Point(label, published.figure(charted, report.scope, period))
            for label, period in moments
        ]
        while points and not points[0].figure.is_counted:
            points.pop(0)
        if sum(point.figure.value is not None for point in points) >= 2:
            charts.append(Chart(charted, _finding(charted, points), points))
    return charts


def _moments(period: ReportPeriod) -> list[tuple[str, ReportPeriod]]:
    if period.is_year:
        years = range(period.first.year - YEARS + 1, period.first.year + 1)
        return [(str(year), year_period(year)) for year in years]
    months = periods_between(Span.MONTH, period.first, period.last_month)[-MAX_MONTHS:]
    return [(date_format(month, "M Y"), _month(month)) for month in months]


def _month(first: date) -> ReportPeriod:
    return ReportPeriod(first, next_period(Span.MONTH, first))


def _finding(indicator: Indicator, points: Sequence[Point]) -> str:
    """Formats a finding: « Ménages installés : 42 en 2025, plus qu’en 2024 (30) »."""
    last, before = points[-1], points[-2]
    if last.figure.value is None or before.figure.value is None:
        return str(indicator.label)
    words = {
        "label": indicator.label,
        "now": last.figure.text,
        "moment": last.label,
        "before": before.figure.text,
        "moment_before": before.label,
    }
    if last.figure.value > before.figure.value:
        return (
            _("%(label)s : %(now)s (%(moment)s), plus que %(before)s (%(moment_before)s)") % words
        )
    if last.figure.value < before.figure.value:
        return (
            _("%(label)s : %(now)s (%(moment)s), moins que %(before)s (%(moment_before)s)") % words
        )
    return _("%(label)s : %(now)s (%(moment)s), autant que la fois d’avant") % words
