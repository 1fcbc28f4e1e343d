"""Targets of a scope for the period of a report, as known on its night."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from bocage.evidence.models import Span, Target
from bocage.evidence.periods import next_period, periods_between
from bocage.evidence.registry import Aggregate, Indicator, Kind
from bocage.evidence.reports.figures import public_indicators
from bocage.evidence.reports.requests import ReportRequest


def targets_of(report: ReportRequest) -> Mapping[str, Decimal]:
    """Returns the target of each indicator that has one, by indicator name; one query.

    The target of a year is the one in force on its last day, or on the night if it comes first;
    without one, it is the sum of its months, each read in the same way.
    """
    rows = Target.objects.of(report.scope.level, report.scope.code).known_on(report.night)
    by_indicator: defaultdict[str, list[Target]] = defaultdict(list)
    for row in rows.filter(starts_on__lt=report.period.until):
        by_indicator[row.indicator].append(row)
    return {
        indicator.name: value
        for indicator in public_indicators()
        if (value := _target(indicator, report, by_indicator[indicator.name])) is not None
    }


def _target(indicator: Indicator, report: ReportRequest, rows: Sequence[Target]) -> Decimal | None:
    period = report.period
    yearly = _in_force(rows, Span.YEAR, min(period.until - timedelta(days=1), report.night))
    if period.is_year and yearly is not None:
        return yearly
    monthly = [
        _in_force(rows, Span.MONTH, min(_last_day(month), report.night))
        for month in periods_between(Span.MONTH, period.first, period.last_month)
    ]
    if indicator.kind is Kind.FLOW and indicator.aggregate is Aggregate.SUM:
        values = [value for value in monthly if value is not None]
        return sum(values, Decimal(0)) if len(values) == len(monthly) else None
    return monthly[-1]


def _in_force(rows: Sequence[Target], span: Span, day: date) -> Decimal | None:
    return next((row.value for row in rows if row.span == span and row.is_in_force_on(day)), None)


def _last_day(month: date) -> date:
    return next_period(Span.MONTH, month) - timedelta(days=1)
