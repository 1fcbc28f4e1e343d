"""The period of a report: whole local days, as the address of the page says them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_date
from bocage.workspaces.opening_hours.availability import Interval, day_interval

LONGEST = timedelta(days=5 * 366)
FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
WEEKS_UP_TO = timedelta(days=100)
"""Longer than this, a report counts by month."""


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """Days from `first` to `last`, both included; `interval` is half-open, in UTC."""

    first: date
    last: date
    sentences: tuple[str, ...] = ()
    """Sentences on invalid parameters of the address."""

    @property
    def interval(self) -> Interval:
        return Interval(day_interval(self.first).start, day_interval(self.last).end)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def unit(self) -> str:
        """Unit by which a report counts: `week` (from Monday) or `month`."""
        return "week" if self.last - self.first <= WEEKS_UP_TO else "month"

    @property
    def query(self) -> str:
        return urlencode({"du": self.first.isoformat(), "au": self.last.isoformat()})

    @property
    def words(self) -> str:
        return _("du %(first)s au %(last)s") % {
            "first": format_date(self.first, with_year=True, with_weekday=False),
            "last": format_date(self.last, with_year=True, with_weekday=False),
        }

    def buckets(self) -> Iterator[date]:
        """Yields the first day of each week or month that the period meets."""
        start = bucket_of(self.first, self.unit)
        while start <= self.last:
            yield start
            step = 7 if self.unit == "week" else 31
            start = bucket_of(start + timedelta(days=step), self.unit)


def bucket_of(day: date, unit: str) -> date:
    """Returns the Monday of the week of a day, or the first of its month."""
    return day - timedelta(days=day.weekday()) if unit == "week" else day.replace(day=1)


def read_period(first: str, last: str, *, today: date) -> ReportPeriod:
    """Returns the period of an address; the month of today where it gives no valid one."""
    if not first and not last:
        return month_of(today)
    starts, ends = _day(first), _day(last)
    if starts is None or ends is None:
        month = month_of(today)
        sentence = _("Ces dates sont incomplètes : voici le mois en cours.")
        return ReportPeriod(month.first, month.last, (sentence,))
    if starts > ends:
        starts, ends = ends, starts
    if ends - starts > LONGEST:
        sentence = _("Un bilan porte sur cinq ans au plus : la fin est avancée.")
        return ReportPeriod(starts, starts + LONGEST, (sentence,))
    return ReportPeriod(starts, ends)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST <= day <= LAST else None


def month_of(day: date) -> ReportPeriod:
    first = day.replace(day=1)
    return ReportPeriod(first, _day_before_month(first, months=1))


def quarter_of(day: date) -> ReportPeriod:
    first = day.replace(month=day.month - (day.month - 1) % 3, day=1)
    return ReportPeriod(first, _day_before_month(first, months=3))


def year_of(day: date) -> ReportPeriod:
    return ReportPeriod(day.replace(month=1, day=1), day.replace(month=12, day=31))


def _day_before_month(first: date, *, months: int) -> date:
    """Returns the day before the first of the month that comes so many months later."""
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1) - timedelta(days=1)


def shortcuts(today: date) -> list[tuple[str, ReportPeriod]]:
    """Returns the periods that people request most, by their names."""
    month, quarter, year = month_of(today), quarter_of(today), year_of(today)
    day = timedelta(days=1)
    return [
        (_("Ce mois-ci"), month),
        (_("Le mois dernier"), month_of(month.first - day)),
        (_("Ce trimestre"), quarter),
        (_("Le trimestre dernier"), quarter_of(quarter.first - day)),
        (_("Cette année"), year),
        (_("L’an dernier"), year_of(year.first - day)),
    ]
