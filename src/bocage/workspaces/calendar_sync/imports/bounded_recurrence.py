"""Unfolds the rules of iCalendar (RFC 5545) within a window, at a cost known beforehand.

dateutil walks a rule from its first day to the year 9999 where nothing matches. Here the walk
starts at the last period of the rule before the window, ends after it, and spends a budget that
the whole calendar shares.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dateutil.rrule import DAILY, HOURLY, MINUTELY, MONTHLY, WEEKLY, YEARLY, rrule
from recurring_ical_events.series import Series

MAX_STEPS = 400_000
"""About a second of expansion: ten times the cost of the largest accepted calendar."""
STEPS_OF_A_MONTH = 31
LONGEST_UNFOLDING_S = 10.0
MARGIN = timedelta(days=2)
"""Zones and changes of clock move an occurrence by a day at most."""
FIXED_PERIODS = {
    WEEKLY: timedelta(weeks=1),
    DAILY: timedelta(days=1),
    HOURLY: timedelta(hours=1),
    MINUTELY: timedelta(minutes=1),
}
MONTHS_OF = {YEARLY: 12, MONTHLY: 1}
DAYS_OF = {YEARLY: 366, MONTHLY: 31, WEEKLY: 7}


class UnfoldingTooLong(Exception):
    """Rules of a calendar cost more steps or more time than it may take."""


@dataclass
class Budget:
    """The steps and the seconds that the rules of one calendar may spend."""

    steps: int = MAX_STEPS
    seconds: float = LONGEST_UNFOLDING_S
    clock: Callable[[], float] = time.process_time

    def __post_init__(self) -> None:
        self._ends_at = self.clock() + self.seconds

    def spend(self, steps: int = 1) -> None:
        """Counts steps.

        Raises:
            UnfoldingTooLong: nothing is left.
        """
        self.steps -= steps
        if self.steps < 0 or self.clock() > self._ends_at:
            raise UnfoldingTooLong


def series_within(budget: Budget) -> type[Series]:
    """Returns the series class of recurring_ical_events whose rules spend `budget`."""

    class BoundedSeries(Series):  # type: ignore[misc]  # untyped library
        class RecurrenceRules(Series.RecurrenceRules):  # type: ignore[misc]
            def rrulestr(self, rule_string: str) -> BoundedRule:
                return BoundedRule(super().rrulestr(rule_string), budget)

    return BoundedSeries


class BoundedRule:
    """Rule as the series calls it, for its occurrences between two instants."""

    def __init__(self, rule: rrule, budget: Budget) -> None:
        values = vars(rule)
        if values["_interval"] < 1 or values["_byeaster"] is not None:
            raise ValueError("RFC 5545 knows no such rule")
        self.rule = rule
        self.budget = budget
        self.until = getattr(rule, "until", None)

    def between(
        self, after: datetime, before: datetime, **_both_included: bool
    ) -> Iterator[datetime]:
        """Yields the occurrences from `after` to `before`, both included, on demand.

        Raises:
            UnfoldingTooLong: the budget is spent.
        """
        for moment in _Walk(self.rule, after, before, self.budget):
            self.budget.spend()
            if moment > before:
                return
            if moment >= after:
                yield moment


class _BeyondTheWindow(Exception):
    """The walk has passed the months of its window without a match."""


class _Walk(rrule):
    """Rule that was read, walked from the period before a window to the month after it."""

    def __init__(self, rule: rrule, after: datetime, before: datetime, budget: Budget) -> None:
        # Not `rrule.__init__`: values derived from the first day (day, hour) must stay.
        values: dict[str, Any] = dict(vars(rule))
        start: datetime = values["_dtstart"]
        after, before = _wall_time(after, start) - MARGIN, _wall_time(before, start) + MARGIN
        if values["_count"] is not None and _earliest_end(values) > before:
            values["_count"] = None
        if values["_count"] is None:
            start = _start_near(values, after)
        until = values["_until"]
        self._is_beside = start > before or (until is not None and until < after)
        values.pop("_byeaster")
        self.__dict__.update(values, _dtstart=start, _cache=None, _cache_complete=False)
        self._budget = budget
        self._months = max((before.year - start.year) * 12 + before.month - start.month, 0) + 3

    def __iter__(self) -> Iterator[datetime]:
        if self._is_beside:
            return
        try:
            yield from self._iter()  # type: ignore[attr-defined]  # the iteration of dateutil
        except (_BeyondTheWindow, OverflowError):
            return

    @property
    def _byeaster(self) -> None:
        """Sets no Easter offset, which RFC 5545 lacks. dateutil reads this property once per month
        or year that it visits: a walk without a match is counted and stopped here.
        """
        if self._months < 0:
            raise _BeyondTheWindow
        self._months -= 1
        self._budget.spend(STEPS_OF_A_MONTH)


def _wall_time(moment: datetime, start: datetime) -> datetime:
    """Returns the moment on the clock of a rule, as far as days are concerned."""
    return moment.replace(tzinfo=start.tzinfo)


def _start_near(values: dict[str, Any], after: datetime) -> datetime:
    """Returns the start of the last period of a rule before a moment: whole intervals after its
    first."""
    start: datetime = values["_dtstart"]
    interval, frequency = values["_interval"], values["_freq"]
    if after <= start or interval < 1:
        return start
    if frequency in MONTHS_OF:
        months = MONTHS_OF[frequency] * interval
        first = start.year * 12 + (start.month - 1 if frequency == MONTHLY else 0)
        passed = (after.year * 12 + after.month - 1 - first) // months
        year, month = divmod(first + passed * months, 12)
        near = datetime(year, month + 1, 1, tzinfo=start.tzinfo)
    else:
        first_period = _start_of_period(start, frequency, values["_wkst"])
        size: timedelta = FIXED_PERIODS.get(frequency, timedelta(seconds=1)) * interval
        near = first_period + (after - first_period) // size * size
    return max(near, start)


def _start_of_period(start: datetime, frequency: int, week_starts_on: int) -> datetime:
    match frequency:
        case _ if frequency == WEEKLY:
            midnight = start.replace(hour=0, minute=0, second=0)
            into_the_week = (start.weekday() - week_starts_on) % 7
            if midnight.toordinal() <= into_the_week:
                return start
            return midnight - timedelta(days=into_the_week)
        case _ if frequency == DAILY:
            return start.replace(hour=0, minute=0, second=0)
        case _ if frequency == HOURLY:
            return start.replace(minute=0, second=0)
        case _ if frequency == MINUTELY:
            return start.replace(second=0)
        case _:
            return start


def _earliest_end(values: dict[str, Any]) -> datetime:
    """Returns the first moment by which a rule can have produced all its counted occurrences."""
    start: datetime = values["_dtstart"]
    frequency: int = values["_freq"]
    times = 1
    for part in ("_byhour", "_byminute", "_bysecond"):
        times *= max(len(values[part] or ()), 1)
    max_in_a_period = times * DAYS_OF.get(frequency, 1)
    periods: int = max(values["_count"] // max_in_a_period - 1, 0) * values["_interval"]
    try:
        if frequency in MONTHS_OF:
            return start + timedelta(days=28 * MONTHS_OF[frequency] * periods)
        return start + FIXED_PERIODS.get(frequency, timedelta(seconds=1)) * periods
    except OverflowError:
        return datetime.max.replace(tzinfo=start.tzinfo)
