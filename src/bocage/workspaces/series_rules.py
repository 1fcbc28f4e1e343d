"""What becomes of the days of a series when its rule changes from one of them on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bocage.workspaces.models import BookingSeries
from bocage.workspaces.recurrence import LAST, Recurrence


@dataclass(frozen=True, kw_only=True)
class ChangedRule:
    """The rule of the days of a series from one on, once it is changed.

    `becomes` tells the day that each of those days is now: the same, or another of its week or
    of its month. Those that the new rule names no more are given up; those that it alone names
    are added.
    """

    recurrence: Recurrence
    becomes: Mapping[date, date]

    @cached_property
    def named(self) -> frozenset[date]:
        """The days that it names, those left out included."""
        return frozenset(self.recurrence.named_days())

    @property
    def added(self) -> list[date]:
        """The days that come after all those of before."""
        return sorted(self.named.difference(self.becomes.values()))

    def keeps(self, day: date) -> bool:
        """Whether a day of before is still one of the series."""
        return self.becomes[day] in self.named

    def skipping(self, days: set[date]) -> Recurrence:
        """The rule with other days left out as well."""
        return replace(self.recurrence, skipped=self.recurrence.skipped | days)


def changed_rule(
    rule: Recurrence,
    *,
    first_on: date,
    starts: int,
    ends: int,
    weekday: int | None = None,
    until: date | None = None,
) -> ChangedRule:
    """The rule from `first_on` (a day that it names) on, with other hours and, where they are
    given, on another day of the week (0 is Monday) and until another day, which is included.

    Raises:
        SeriesNamesNoDay: it would end before its first day.
        SeriesTooLong: it would have more days than a series may have.
    """
    named = [day for day in rule.named_days() if day >= first_on]
    frequency = BookingSeries.Frequency.MONTHLY_LAST if rule.rank == LAST else rule.frequency
    moved = replace(
        rule,
        frequency=frequency,
        first_on=first_on,
        starts=starts,
        ends=ends,
        until=None,
        count=len(named),
        skipped=frozenset(),
    )
    if weekday is not None:
        moved = moved.on_weekday(weekday)
    days = moved.named_days()
    becomes = dict(zip(named, days, strict=True))
    last = until or days[-1]
    ended = replace(moved, until=last, count=None)
    ended.named_days()
    skipped = {becomes[day] for day in rule.skipped if day in becomes}
    return ChangedRule(
        recurrence=replace(ended, skipped=frozenset(day for day in skipped if day <= last)),
        becomes=becomes,
    )
