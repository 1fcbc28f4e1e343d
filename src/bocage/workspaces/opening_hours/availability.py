"""Opening hours and free time of a place: pure functions over plain values.

No database here. `plans.py` reads a `PlacePlan` and the busy intervals; everything else
(halves of a day, free slots, strips, counts) follows from them. Instants are aware, in UTC;
days and hours are those of the local calendar of the place (`PARIS`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from bocage.territory.public_holidays import public_holiday

PARIS = ZoneInfo("Europe/Paris")
MIDDAY = 12 * 60 + 30
"""Division of a day without a break, in minutes of the local clock."""
SHORTEST_HALF = 60
"""Minutes under which the time beyond midday does not count as a half-day."""

INSTANTS_CACHED = 10_000
"""Size of the cache of instants: a few months of opening hours, whose clock times recur."""


class Interval(NamedTuple):
    """Half-open interval of instants, `start <= t < end`."""

    start: datetime
    end: datetime

    def meets(self, other: Interval) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Interval) -> bool:
        return self.start <= other.start and other.end <= self.end

    @property
    def length(self) -> timedelta:
        return self.end - self.start


class DayRange(NamedTuple):
    """Stretch of a day in minutes of the local clock; 1440 is the midnight that ends it."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """Closure of the whole place (`resource_id` None) or of one resource."""

    interval: Interval
    reason: str = ""
    resource_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Opening hours of a place: weekly hours, exceptions, closures and public holidays."""

    weekly: Mapping[int, tuple[DayRange, ...]] = field(default_factory=dict)
    exceptions: Mapping[date, tuple[DayRange, ...]] = field(default_factory=dict)
    closures: tuple[ClosedPeriod, ...] = ()
    observes_public_holidays: bool = True
    departement: str = ""


@dataclass(frozen=True, slots=True)
class OpenDay:
    """Opening of a local day: its open intervals in order, or the reason of a closed day."""

    day: date
    intervals: tuple[Interval, ...]
    closed_because: Literal["", "weekly", "holiday", "closure"] = ""
    reason: str = ""

    @property
    def is_open(self) -> bool:
        return bool(self.intervals)

    @property
    def span(self) -> Interval | None:
        """Interval from the first opening to the last closing; None on a closed day."""
        if not self.intervals:
            return None
        return Interval(self.intervals[0].start, self.intervals[-1].end)


@lru_cache(maxsize=INSTANTS_CACHED)
def instant(day: date, minutes: int, *, fold: int = 0) -> datetime:
    """Returns the instant of a local clock time, in UTC.

    An hour that exists twice (last Sunday of October) is the first for `fold=0`, the second for
    `fold=1`; one that does not exist (last Sunday of March) is moved as PEP 495 says.
    """
    days, minutes = divmod(minutes, 24 * 60)
    clock = time(minutes // 60, minutes % 60, fold=fold)
    return datetime.combine(day + timedelta(days=days), clock, PARIS).astimezone(UTC)


def day_interval(day: date) -> Interval:
    """Returns a local day: 23 or 25 hours long when the clocks change."""
    return Interval(instant(day, 0), instant(day + timedelta(days=1), 0))


def local_day(moment: datetime) -> date:
    return moment.astimezone(PARIS).date()


def exists_on_the_clock(day: date, minutes: int) -> bool:
    """Checks whether a local clock time exists: 2:30 does not, the night that clocks go forward."""
    local = datetime.combine(day, time(minutes // 60, minutes % 60), PARIS)
    return local.astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) == local.replace(
        tzinfo=None
    )


def subtract(intervals: Iterable[Interval], removed: Iterable[Interval]) -> list[Interval]:
    """Returns the rest of ordered intervals once others (in any order) are removed."""
    remaining = list(intervals)
    for cut in removed:
        if cut.start >= cut.end:
            continue
        pieces: list[Interval] = []
        for piece in remaining:
            if not piece.meets(cut):
                pieces.append(piece)
                continue
            if piece.start < cut.start:
                pieces.append(Interval(piece.start, cut.start))
            if cut.end < piece.end:
                pieces.append(Interval(cut.end, piece.end))
        remaining = pieces
    return remaining


def open_day(hours: OpeningHours, day: date) -> OpenDay:
    """Returns when a place is open on a day: exceptional hours, else holiday, else weekly hours;
    and closures over all of them.
    """
    ranges = hours.exceptions.get(day)
    if ranges is None:
        holiday = hours.observes_public_holidays and public_holiday(day, hours.departement)
        if holiday:
            return OpenDay(day, (), "holiday", holiday)
        ranges = hours.weekly.get(day.weekday(), ())
    intervals = [
        interval
        for interval in (
            Interval(instant(day, opens), instant(day, closes, fold=1)) for opens, closes in ranges
        )
        if interval.start < interval.end
    ]
    if not intervals:
        return OpenDay(day, (), "weekly")
    whole_day = day_interval(day)
    closures = [
        closure
        for closure in hours.closures
        if closure.resource_id is None and closure.interval.meets(whole_day)
    ]
    open_parts = subtract(intervals, [closure.interval for closure in closures])
    if not open_parts:
        return OpenDay(day, (), "closure", next((c.reason for c in closures if c.reason), ""))
    return OpenDay(day, tuple(open_parts))


def days_from(first: date, count: int) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range(count))


class Halves(NamedTuple):
    """Parts of a day that can be picked without choosing hours, where the place is open long
    enough.
    """

    morning: Interval | None
    afternoon: Interval | None
    day: Interval | None


def halves(opened: OpenDay) -> Halves:
    """Returns the morning, the afternoon and the day of an open day.

    A place that closes at midday divides there; any other at 12:30. A day wholly on one side of
    midday is a morning or an afternoon only.
    """
    span = opened.span
    if span is None:
        return Halves(None, None, None)
    midday = instant(opened.day, MIDDAY)
    gaps = [Interval(before.end, after.start) for before, after in pairwise(opened.intervals)]
    noon_gap = min(gaps, key=lambda gap: _distance(gap, midday), default=None)
    if noon_gap is not None:
        return Halves(Interval(span.start, noon_gap.start), Interval(noon_gap.end, span.end), span)
    shortest = timedelta(minutes=SHORTEST_HALF)
    if span.end - midday < shortest:
        return Halves(span, None, None)
    if midday - span.start < shortest:
        return Halves(None, span, None)
    return Halves(Interval(span.start, midday), Interval(midday, span.end), span)


def _distance(gap: Interval, moment: datetime) -> timedelta:
    if gap.start <= moment <= gap.end:
        return timedelta(0)
    return min(abs(gap.start - moment), abs(gap.end - moment))


def is_free(period: Interval, busy: Iterable[Interval]) -> bool:
    return not any(period.meets(busy_interval) for busy_interval in busy)


def free_slots(opened: OpenDay, busy: Sequence[Interval]) -> list[Interval]:
    """Returns the free stretches of an open day, in order."""
    return subtract(opened.intervals, busy)


def starts_within(stretch: Interval, length: timedelta, step: timedelta) -> Iterator[datetime]:
    """Yields each start, on the step of the clock, of a slot of that length within a stretch."""
    offset = (stretch.start - datetime(2000, 1, 1, tzinfo=UTC)) % step
    start = stretch.start + (step - offset if offset else timedelta(0))
    while start + length <= stretch.end:
        yield start
        start += step


def nearest_slots(
    period: Interval, stretches: Iterable[Interval], *, step: timedelta, count: int
) -> list[Interval]:
    """Returns the free slots of the requested length whose starts are nearest to the
    requested one.
    """
    starts = [
        start for stretch in stretches for start in starts_within(stretch, period.length, step)
    ]
    starts.sort(key=lambda start: (abs(start - period.start), start))
    return sorted(Interval(start, start + period.length) for start in starts[:count])


CellState = Literal["free", "taken", "closed"]


def strip(opened: OpenDay, busy: Sequence[Interval], cells: int = 20) -> list[CellState]:
    """Returns the day of a resource as a row of equal cells, from opening to closing.

    A cell is taken when any part of its open time is, closed when none of it is open.
    """
    span = opened.span
    if span is None:
        return ["closed"] * cells
    width = span.length / cells
    states: list[CellState] = []
    for number in range(cells):
        cell = Interval(span.start + number * width, span.start + (number + 1) * width)
        open_parts = [part for part in opened.intervals if part.meets(cell)]
        if not open_parts:
            states.append("closed")
        elif any(
            interval.meets(cell) and any(interval.meets(part) for part in open_parts)
            for interval in busy
        ):
            states.append("taken")
        else:
            states.append("free")
    return states


def remaining(interval: Interval | None, now: datetime, step: timedelta) -> Interval | None:
    """Returns the bookable rest of an interval: from the next step of the clock once it has begun;
    None if nothing is left.
    """
    if interval is None or interval.end <= now:
        return None
    if interval.start > now - step:
        return interval
    start = next(starts_within(Interval(now, interval.end), step, step), None)
    return Interval(start, interval.end) if start is not None else None
