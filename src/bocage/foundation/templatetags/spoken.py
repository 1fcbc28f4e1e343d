"""Filters that say days and hours as people do (see foundation.formatting.spoken_time).

{% load spoken %}
<time title="{{ booking.period|full_period }}">{{ booking.period|spoken_period }}</time>
"""

from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils import timezone

from bocage.foundation.formatting import spoken_time as spoken

register = template.Library()


def _ends(period: Any) -> tuple[datetime, datetime]:
    """The two ends of a range of the database, or of a pair."""
    if hasattr(period, "lower"):
        return period.lower, period.upper
    start, end = period
    return start, end


def _day(value: date | datetime) -> date:
    """The local day of a moment; a day is left as it is."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@register.filter
def spoken_period(period: Any) -> str:
    return spoken.spoken_period(*_ends(period))


@register.filter
def full_period(period: Any) -> str:
    return spoken.full_period(*_ends(period))


@register.filter
def spoken_hours(period: Any) -> str:
    return spoken.spoken_hours(*_ends(period))


@register.filter
def spoken_moment(moment: datetime) -> str:
    return spoken.spoken_moment(moment)


@register.filter
def spoken_day(day: date | datetime) -> str:
    return spoken.spoken_day(_day(day))


@register.filter
def spoken_date(day: date | datetime) -> str:
    return spoken.spoken_date(_day(day))


@register.filter
def spoken_time(moment: datetime | time) -> str:
    return spoken.spoken_time(moment)
