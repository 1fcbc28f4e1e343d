"""Filters that format days and hours in words (see foundation.formatting.times).

{% load times %}
<time title="{{ booking.period|full_period }}">{{ booking.period|format_period }}</time>
"""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils import timezone

from bocage.foundation.formatting import times

register = template.Library()


def _ends(period: Any) -> tuple[datetime, datetime]:
    """Returns the two ends of a range of the database, or of a pair."""
    if hasattr(period, "lower"):
        return period.lower, period.upper
    start, end = period
    return start, end


def _day(value: date | datetime) -> date:
    """Returns the local day of a moment; a date is returned unchanged."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def format_period(period: Any) -> str:
    return times.format_period(*_ends(period))


@register.filter
def full_period(period: Any) -> str:
    return times.full_period(*_ends(period))


@register.filter
def format_hours(period: Any) -> str:
    return times.format_hours(*_ends(period))


@register.filter
def format_moment(moment: datetime) -> str:
    return times.format_moment(moment)


@register.filter
def format_day(day: date | datetime) -> str:
    return times.format_day(_day(day))


@register.filter
def format_date(day: date | datetime) -> str:
    return times.format_date(_day(day))


@register.filter
def format_time(moment: datetime | time) -> str:
    return times.format_time(moment)
