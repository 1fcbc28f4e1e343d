"""Period of a dashboard, a month or a year, as in its address: « 2026 », « 2026-06 »."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.text import capfirst

from bocage.evidence.models import Span
from bocage.evidence.periods import begins_month, begins_year, next_period, previous_period
from bocage.foundation.formatting.dates import date_format

YEARS_OFFERED = 5
MONTHS_OFFERED = 24
PERIOD_PATTERN = re.compile(r"(\d{4})(?:-(\d{2}))?")


@dataclass(frozen=True)
class Nights:
    """The first night that counted, and the last one."""

    first: date
    last: date


@dataclass(frozen=True)
class Period:
    """A month or a year."""

    span: Span
    starts_on: date

    @property
    def last_day(self) -> date:
        return next_period(self.span, self.starts_on) - timedelta(days=1)

    @property
    def year_before(self) -> Period:
        """Period of the same length one year earlier."""
        return Period(self.span, self.starts_on.replace(year=self.starts_on.year - 1))

    @property
    def word(self) -> str:
        """Period as written in addresses: « 2026 » or « 2026-06 »."""
        return f"{self.starts_on:%Y}" if self.span == Span.YEAR else f"{self.starts_on:%Y-%m}"

    @property
    def label(self) -> str:
        """« 2026 », « juin 2026 »."""
        return self.word if self.span == Span.YEAR else date_format(self.starts_on, "F Y")

    @property
    def title(self) -> str:
        """Label of the period, with a capital letter."""
        return str(capfirst(self.label))

    def is_over(self, night: date) -> bool:
        """Checks whether the last day of the period was already counted on a night."""
        return self.last_day <= night

    def elapsed(self, night: date) -> Decimal:
        """Returns the share of the period, from 0 to 1, that was counted up to a night."""
        days = (self.last_day - self.starts_on).days + 1
        elapsed = (min(night, self.last_day) - self.starts_on).days + 1
        return Decimal(max(0, elapsed)) / days

    def day_of_target(self, night: date) -> date:
        """Returns the day whose target applies to the period: its last day, or the last night's."""
        return max(self.starts_on, min(night, self.last_day))


def year_of(day: date) -> Period:
    """Returns the year of a day, as a period."""
    return Period(Span.YEAR, begins_year(day))


def offered_periods(night: date) -> list[Period]:
    """Lists the years and then the months that can be chosen, the latest first."""
    years = [Period(Span.YEAR, begins_year(night))]
    while len(years) < YEARS_OFFERED:
        years.append(years[-1].year_before)
    months = [Period(Span.MONTH, begins_month(night))]
    while len(months) < MONTHS_OFFERED:
        months.append(Period(Span.MONTH, previous_period(Span.MONTH, months[-1].starts_on)))
    return years + months


def read_period(text: str, night: date) -> Period | None:
    """Parses the period of an address; None if it is invalid, or cannot be counted."""
    match = PERIOD_PATTERN.fullmatch(text)
    if match is None:
        return None
    year, month = int(match[1]), int(match[2] or 1)
    if not 2000 <= year <= night.year or not 1 <= month <= 12:
        return None
    period = Period(Span.MONTH if match[2] else Span.YEAR, date(year, month, 1))
    return period if period.starts_on <= night else None


def months_until(period: Period, night: date, how_many: int = MONTHS_OFFERED) -> list[date]:
    """Lists the first days of the months of a trend, the oldest first, up to the end of the period
    or to the month of the last night.
    """
    months = [begins_month(min(period.last_day, night))]
    while len(months) < how_many:
        months.append(previous_period(Span.MONTH, months[-1]))
    return months[::-1]
