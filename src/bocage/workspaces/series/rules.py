"""Change of the rule of a series: the new days of its dates, from one of them on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.recurrence import LAST, Recurrence


@dataclass(frozen=True, kw_only=True)
class ChangedRule:
    """Rule of the days of a series from a date on, once changed.

    `becomes` maps each of these days to its new day: itself, or another of its week or of its
    month. Days absent from the new rule, skipped by its rhythm or after its end, are dropped; days
    that only the new rule has are added.
    """

    recurrence: Recurrence
    becomes: Mapping[date, date]

    @cached_property
    def named_days(self) -> frozenset[date]:
        """Returns the days that it names, those left out included."""
        return frozenset(self.recurrence.named_days())

    @property
    def added(self) -> list[date]:
        """Returns the days that only the new rule has."""
        return sorted(self.named_days.difference(self.becomes.values()))

    def retains(self, day: date) -> bool:
        """Checks whether a previous day is still one of the series."""
        return self.becomes[day] in self.named_days

    def passes_over(self, day: date) -> bool:
        """Checks whether the rhythm, rather than the end, leaves out a previous day."""
        until = self.recurrence.until
        return not self.retains(day) and until is not None and self.becomes[day] <= until

    def skipping(self, days: set[date]) -> Recurrence:
        """Returns the rule with other days left out as well."""
        return replace(self.recurrence, skipped=self.recurrence.skipped | days)


def changed_rule(
    rule: Recurrence,
    *,
    first_on: date,
    starts: int,
    ends: int,
    frequency: str | None = None,
    weekday: int | None = None,
    until: date | None = None,
) -> ChangedRule:
    """Returns the rule from `first_on` (a day that it names) on, with other hours and, where they
    are given, on another day of the week (0 is Monday), at another rhythm, until another day,
    which is included. Another rhythm begins on the first day that it names from there on; by
    month, its rank is that of the first of the days.

    Raises:
        SeriesNamesNoDay: it would end before its first day.
        SeriesTooLong: it would have more days than a series may have.
    """
    from_first = [day for day in rule.named_days() if day >= first_on]
    same_rhythm = replace(
        _with_its_rank(rule),
        first_on=first_on,
        starts=starts,
        ends=ends,
        until=None,
        count=len(from_first),
        skipped=frozenset(),
    )
    if weekday is not None:
        same_rhythm = same_rhythm.on_weekday(weekday)
    days = same_rhythm.named_days()
    becomes = dict(zip(from_first, days, strict=True))
    ended = replace(same_rhythm, until=until or days[-1], count=None)
    changed = ended
    if frequency is not None and frequency != rule.frequency:
        changed = _at_the_rhythm(frequency, ended)
    skipped = {becomes[day] for day in rule.skipped if day in becomes}
    return ChangedRule(
        recurrence=replace(changed, skipped=frozenset(skipped.intersection(changed.named_days()))),
        becomes=becomes,
    )


def _at_the_rhythm(frequency: str, rule: Recurrence) -> Recurrence:
    """Returns a rule at another rhythm, which begins on the first day that it names."""
    paced = _with_its_rank(replace(rule, frequency=frequency))
    return replace(paced, first_on=paced.named_days()[0])


def _with_its_rank(rule: Recurrence) -> Recurrence:
    """Returns the rule of a fifth Tuesday as that of the last Tuesday, so that it stays the last
    whatever the first day.
    """
    if rule.rank == LAST:
        return replace(rule, frequency=BookingSeries.Frequency.MONTHLY_LAST)
    return rule
