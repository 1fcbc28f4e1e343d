"""Reads an iCalendar text (RFC 5545) for when it is busy; what its events are about is dropped.

Pure: bytes in, busy periods out. What is written by programs in the field is taken as they mean
it: Outlook's names of zones and its own word for « free », Google's calendars of another zone,
times without a zone (those of the place), days without a time (whole days of the place).
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component

from bocage.workspaces.availability import PARIS, Interval, instant

MOST_EVENTS = 10_000
MOST_PERIODS = 5_000
LONGEST_READING_S = 20.0
MOST_TIMES_A_DAY = 48
LONGEST_UID = 255
BEGINNING = re.compile(rb"^(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
UNREADABLE = (
    *(ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError),
    OSError,  # A zone is a file: « Europe » is a folder.
)
"""What the libraries raise for an event that makes no sense; it is counted and left out."""


class NotACalendar(ValueError):
    """The text is something else, or so broken that nothing can be told of it."""


class CalendarTooFull(ValueError):
    """More events than a room can hold, or rules that take too long to unfold."""


@dataclass(frozen=True, slots=True)
class BusyPeriod:
    """A period that the calendar says is taken."""

    uid: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class BusyReading:
    """What was understood; `left_out` counts the events that were not."""

    periods: tuple[BusyPeriod, ...]
    left_out: int = 0


def read_busy(
    content: bytes,
    *,
    window: Interval,
    zone: ZoneInfo = PARIS,
    clock: Callable[[], float] = time.monotonic,
) -> BusyReading:
    """The busy periods that meet a window, in order, each once.

    Cancelled and transparent events keep nothing busy. `zone` is that of times without one.

    Raises:
        NotACalendar: the text is no iCalendar text.
        CalendarTooFull: too many events or occurrences, or too long to unfold.
    """
    calendar = _parsed(content)
    ends_at = clock() + LONGEST_READING_S
    found: set[BusyPeriod] = set()
    left_out = 0
    for uid, events in _series_of(calendar):
        if clock() > ends_at:
            raise CalendarTooFull
        try:
            found.update(_busy_of(uid, events, calendar, window, zone))
        except UNREADABLE:
            left_out += 1
        if len(found) > MOST_PERIODS:
            raise CalendarTooFull
    return BusyReading(
        tuple(sorted(found, key=lambda one: (one.interval, one.uid))), left_out=left_out
    )


def _parsed(content: bytes) -> Component:
    if not BEGINNING.match(content):
        raise NotACalendar
    if content.upper().count(b"BEGIN:VEVENT") > MOST_EVENTS:
        raise CalendarTooFull
    try:
        return Calendar.from_ical(content.decode("utf-8-sig", errors="replace"))
    except (*UNREADABLE, RecursionError) as error:
        raise NotACalendar from error


def _series_of(calendar: Component) -> Iterator[tuple[str, list[Component]]]:
    """The events by their UID: a series and the occurrences that differ stand together."""
    by_uid: dict[str, list[Component]] = defaultdict(list)
    for number, event in enumerate(calendar.walk("VEVENT")):
        by_uid[str(event.get("UID") or f"without-uid-{number}")].append(event)
    yield from by_uid.items()


def _busy_of(
    uid: str, events: list[Component], calendar: Component, window: Interval, zone: ZoneInfo
) -> Iterator[BusyPeriod]:
    """The periods of one UID. Days are read a day around the window: it moves with the zone."""
    import recurring_ical_events  # The worker's alone: no start waits for it.

    _refuse_endless_rules(events)
    series = Calendar()
    if "X-WR-TIMEZONE" in calendar:
        series["X-WR-TIMEZONE"] = calendar["X-WR-TIMEZONE"]
    for event in events:
        series.add_component(event)
    day = timedelta(days=1)
    for occurrence in recurring_ical_events.of(series).between(
        window.start - day, window.end + day
    ):
        if not _keeps_busy(occurrence):
            continue
        interval = _interval(occurrence, zone)
        if interval.start < interval.end and interval.meets(window):
            yield BusyPeriod(uid[:LONGEST_UID], interval)


def _refuse_endless_rules(events: Iterable[Component]) -> None:
    """A rule that comes back within the hour is no meeting, and takes an age to unfold.

    Raises:
        ValueError: the rule is of that kind.
    """
    for event in events:
        rules = event.get("RRULE") or []
        for rule in rules if isinstance(rules, list) else [rules]:
            times = 1
            for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
                times *= max(len(rule.get(part, ())), 1)
            frequent = {str(word).upper() for word in rule.get("FREQ", ())}
            if frequent & {"SECONDLY", "MINUTELY"} or times > MOST_TIMES_A_DAY:
                raise ValueError("This rule comes back too often")


def _keeps_busy(event: Component) -> bool:
    """Whether the time of an event is taken (TRANSP and STATUS; Outlook has a word besides)."""
    return (
        str(event.get("STATUS", "")).upper() != "CANCELLED"
        and str(event.get("TRANSP", "")).upper() != "TRANSPARENT"
        and str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() != "FREE"
    )


def _interval(event: Component, zone: ZoneInfo) -> Interval:
    return Interval(
        _instant(event.decoded("DTSTART"), zone), _instant(event.decoded("DTEND"), zone)
    )


def _instant(moment: date, zone: ZoneInfo) -> datetime:
    """An instant in UTC: of a day, its first moment in the zone; of a time without zone, there."""
    if not isinstance(moment, datetime):
        if zone is PARIS:
            return instant(moment, 0)
        moment = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - given its zone below
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)
