"""Months and years: where they begin and end, and when their figures are closed."""

from datetime import date, timedelta

from django.db.models import Min

from bocage.evidence.models import ClosedPeriod, IndicatorCell, Night, Span
from bocage.foundation.instance import current_instance

YEARS_LOOKED_BACK_AT = 2
"""Past years that are counted again each night, to find late facts."""
BEFORE_EVERYTHING = date(2000, 1, 1)


def begins_month(day: date) -> date:
    """Returns the first day of the month of a day."""
    return day.replace(day=1)


def begins_year(day: date) -> date:
    """Returns the first day of the year of a day."""
    return day.replace(month=1, day=1)


def next_period(span: Span, starts_on: date) -> date:
    """Returns the first day of the month, or of the year, after the one that begins on
    `starts_on`."""
    if span == Span.YEAR:
        return starts_on.replace(year=starts_on.year + 1)
    return begins_month(starts_on + timedelta(days=31))


def previous_period(span: Span, starts_on: date) -> date:
    """Returns the first day of the month, or of the year, before the one that begins on
    `starts_on`.
    """
    day_before = starts_on - timedelta(days=1)
    return begins_year(day_before) if span == Span.YEAR else begins_month(day_before)


def periods_between(span: Span, first: date, last: date) -> list[date]:
    """Lists the first days of the months, or years, from that of `first` to that of `last`."""
    starts_on = begins_year(first) if span == Span.YEAR else begins_month(first)
    periods = []
    while starts_on <= last:
        periods.append(starts_on)
        starts_on = next_period(span, starts_on)
    return periods


def first_day_looked_at(night: date) -> date:
    """Returns the first day that a night counts: the beginning of time for the first night, else 1
    January, `YEARS_LOOKED_BACK_AT` years before.
    """
    if not Night.objects.filter(date__lt=night).exists():
        return BEFORE_EVERYTHING
    return date(night.year - YEARS_LOOKED_BACK_AT, 1, 1)


def is_due(span: Span, starts_on: date, night: date) -> bool:
    """Checks whether the figures of a period are closed, and no longer change, after a night."""
    open_delay = timedelta(days=current_instance().figures_open_days)
    return next_period(span, starts_on) + open_delay <= night


def close_due_periods(night: date) -> None:
    """Closes the months and years that ended long enough before a night."""
    earliest = IndicatorCell.objects.aggregate(day=Min("starts_on"))["day"]
    if earliest is None:
        return
    ClosedPeriod.objects.bulk_create(
        [
            ClosedPeriod(span=span, starts_on=starts_on, closed_on=night)
            for span in Span
            for starts_on in periods_between(span, earliest, night)
            if is_due(span, starts_on, night)
        ],
        ignore_conflicts=True,
    )
