"""Recurrence rule of a series: its days, and the same rule in iCalendar (RFC 5545, 3.3.10).

`dateutil.rrule` computes the days, which are local; the hours of the clock are added afterwards, so
that local hours stay the same across clock changes.
"""

import calendar
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Self

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday

from bocage.workspaces.booking_refusals.errors import NoSuchHour, SeriesNamesNoDay, SeriesTooLong
from bocage.workspaces.booking_refusals.periods import local_period
from bocage.workspaces.opening_hours.availability import Interval, instant
from bocage.workspaces.scheduling.models.series import MAX_OCCURRENCES, BookingSeries

Frequency = BookingSeries.Frequency
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = -1


@dataclass(frozen=True, kw_only=True)
class Recurrence:
    """Rule of a series. It ends on `until` (included) or after `count` days, never both.

    `starts` and `ends` are minutes of the local clock. `skipped` are days that the rule names
    and that the series leaves out; they count among `count`, as iCalendar has it.
    """

    frequency: str
    first_on: date
    starts: int
    ends: int
    until: date | None = None
    count: int | None = None
    skipped: frozenset[date] = frozenset()

    @classmethod
    def of(cls, series: BookingSeries) -> Self:
        """Returns the rule of a series."""
        return cls(
            frequency=series.frequency,
            first_on=series.first_on,
            starts=series.starts,
            ends=series.ends,
            until=series.until,
            count=series.count,
            skipped=frozenset(series.skipped_on),
        )

    @property
    def rank(self) -> int | None:
        """Rank of the weekday in its month, for a monthly rule: 1 to 4, or -1 for the last one;
        None for another rule.

        A fifth is the last, since most months have none.
        """
        match self.frequency:
            case Frequency.MONTHLY:
                number = (self.first_on.day - 1) // 7 + 1
                return number if number < 5 else LAST
            case Frequency.MONTHLY_LAST:
                return LAST
        return None

    @property
    def length(self) -> timedelta:
        """Length of an occurrence on the wall clock."""
        return timedelta(minutes=self.ends - self.starts)

    def named_days(self) -> list[date]:
        """Lists every day that the rule names, in order, those left out included.

        Raises:
            SeriesNamesNoDay: it ends before the first of them.
            SeriesTooLong: there are more than a series may have.
        """
        days = [moment.date() for moment in islice(self._rule(), MAX_OCCURRENCES + 1)]
        if not days:
            raise SeriesNamesNoDay
        if len(days) > MAX_OCCURRENCES:
            raise SeriesTooLong.for_days(days[:MAX_OCCURRENCES])
        return days

    def days(self) -> list[date]:
        """Returns the days of the series: those of its rule, except excluded ones."""
        return [day for day in self.named_days() if day not in self.skipped]

    def period_on(self, day: date) -> Interval:
        """Returns the period of one occurrence.

        Raises:
            NoSuchHour: the clocks skip one of the hours that night.
        """
        return local_period(day, self.starts, self.ends)

    def starts_at(self, day: date) -> datetime:
        """Returns the instant at which the rule has an occurrence begin, which identifies it in
        calendars.
        """
        return instant(day, self.starts)

    def calendar_start(self) -> datetime:
        """Returns the start of the recurrence for calendars: the start of the first day. A day
        whose hour the clocks skip is passed over, since calendars would use a wrong hour for all
        following days.
        """
        named_days = self.named_days()
        return self.starts_at(next(filter(self._has_its_hour, named_days), named_days[0]))

    def _has_its_hour(self, day: date) -> bool:
        with suppress(NoSuchHour):
            self.period_on(day)
            return True
        return False

    def on_weekday(self, weekday: int) -> Self:
        """Returns the same rhythm on another day of the week (0 is Monday): in the same weeks, or
        at the same rank of the same months.
        """
        first = self.first_on
        if self.rank is None:
            first_on = first + timedelta(days=weekday - first.weekday())
            return replace(self, first_on=first_on)
        if self.rank == LAST:
            end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
            first_on = end - timedelta(days=(end.weekday() - weekday) % 7)
            return replace(self, first_on=first_on, frequency=Frequency.MONTHLY_LAST)
        begin = first.replace(day=1)
        offset = (weekday - begin.weekday()) % 7 + 7 * (self.rank - 1)
        return replace(self, first_on=begin + timedelta(days=offset))

    def calendar_rule(self) -> dict[str, Any]:
        """Returns the RRULE. UNTIL is the start of the last named day, in UTC, whatever sets the
        end.
        """
        named_days = self.named_days()
        rule: dict[str, Any] = {"FREQ": "WEEKLY", "UNTIL": self.starts_at(named_days[-1])}
        if self.rank is not None:
            code = DAY_CODES[self.first_on.weekday()]
            return rule | {"FREQ": "MONTHLY", "BYDAY": f"{self.rank:+d}{code}"}
        if self.frequency == Frequency.FORTNIGHTLY:
            return rule | {"INTERVAL": 2}
        return rule

    def _rule(self) -> rrule:
        start = datetime.combine(self.first_on, time())
        ends: dict[str, Any] = {"count": self.count}
        if self.until is not None:
            ends = {"until": datetime.combine(self.until, time())}
        if self.rank is not None:
            on = weekday(self.first_on.weekday(), self.rank)
            return rrule(MONTHLY, dtstart=start, byweekday=on, **ends)
        interval = 2 if self.frequency == Frequency.FORTNIGHTLY else 1
        return rrule(WEEKLY, dtstart=start, interval=interval, **ends)
