"""Reader of the busy periods of an iCalendar text (RFC 5545); the subjects of events are dropped.

Pure: bytes in, busy periods out. The habits of programs in the field are supported: Outlook's names
of zones and its own word for « free », Google's calendars of another zone, times without a zone
(those of the place), days without a time (whole days of the place).
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import recurring_ical_events
from dateutil.rrule import rrule, rrulestr
from icalendar import Calendar, Component
from recurring_ical_events.selection.name import ComponentsWithName

from bocage.workspaces.calendar_sync.imports.bounded_recurrence import (
    BoundedRule,
    Budget,
    UnfoldingTooLong,
    series_within,
)
from bocage.workspaces.calendar_sync.imports.calendar_lines import TooManyLines, lines_of_times
from bocage.workspaces.opening_hours.availability import PARIS, Interval, instant

MAX_EVENTS = 10_000
MAX_PERIODS = 5_000
MAX_TIMES_A_DAY = 48
MAX_ZONES = 200
LONGEST_UID = 255
BEGINNING = re.compile(rb"^(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR", re.IGNORECASE)
UNREADABLE = (
    *(ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError),
    OSError,  # A zone is a file: « Europe » is a folder.
)
"""Exceptions of the libraries for an invalid event, which is counted and left out."""


class NotACalendar(ValueError):
    """Error of a text that is not a calendar, or is too broken to be read."""


class CalendarTooFull(ValueError):
    """More events than a room can hold, or rules that take too long to unfold."""


@dataclass(frozen=True, slots=True)
class BusyPeriod:
    """Period that a calendar marks as taken."""

    uid: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class BusyTimes:
    """Busy periods read from a calendar; `left_out` counts the events that could not be
    understood."""

    periods: tuple[BusyPeriod, ...]
    left_out: int = 0


def read_busy(
    content: bytes, *, window: Interval, zone: ZoneInfo = PARIS, budget: Budget | None = None
) -> BusyTimes:
    """Returns the busy periods that overlap a window, in order, without duplicates.

    Cancelled and transparent events are ignored. `zone` is that of times without one.

    Raises:
        NotACalendar: the text is not an iCalendar text.
        CalendarTooFull: too many lines, events or occurrences, or rules too long to expand.
    """
    budget = budget or Budget()
    calendar = _parsed(content)
    periods: set[BusyPeriod] = set()
    left_out = 0
    try:
        _check_zones(calendar, window, budget)
        for uid, series in _series_of(calendar):
            budget.spend()
            try:
                for period in _busy_of(uid, series, window=window, zone=zone, budget=budget):
                    periods.add(period)
                    if len(periods) > MAX_PERIODS:
                        raise UnfoldingTooLong
            except UNREADABLE:
                left_out += 1
    except UnfoldingTooLong as error:
        raise CalendarTooFull from error
    return BusyTimes(
        tuple(sorted(periods, key=lambda busy: (busy.interval, busy.uid))), left_out=left_out
    )


def _parsed(content: bytes) -> Component:
    if not BEGINNING.match(content):
        raise NotACalendar
    if content.upper().count(b"BEGIN:VEVENT") > MAX_EVENTS:
        raise CalendarTooFull
    try:
        return Calendar.from_ical(lines_of_times(content.decode("utf-8-sig", errors="replace")))
    except TooManyLines as error:
        raise CalendarTooFull from error
    except (*UNREADABLE, RecursionError) as error:
        raise NotACalendar from error


def _check_zones(calendar: Component, window: Interval, budget: Budget) -> None:
    """Rejects zones whose rules are too expensive: each time of an event evaluates them.

    Raises:
        UnfoldingTooLong: too many zones, or a rule that is not that of a clock.
    """
    observances = [
        subcomponent
        for zone in calendar.walk("VTIMEZONE")
        for subcomponent in zone.subcomponents
        if "RRULE" in subcomponent
    ]
    if len(observances) > MAX_ZONES:
        raise UnfoldingTooLong
    try:
        for observance in observances:
            if not all(
                _is_of_a_clock(rule, observance, window, budget) for rule in _rules(observance)
            ):
                raise UnfoldingTooLong
    except UNREADABLE as error:
        raise UnfoldingTooLong from error


def _is_of_a_clock(
    rule: Component, observance: Component, window: Interval, budget: Budget
) -> bool:
    """Checks whether a rule changes a clock each year, or ended."""
    if rule.get("FREQ") != ["YEARLY"]:
        return False
    if "UNTIL" in rule or "COUNT" in rule:
        return True
    start = observance.decoded("DTSTART").replace(tzinfo=None)
    read = rrulestr(rule.to_ical().decode(), dtstart=start)
    if not isinstance(read, rrule):
        return False
    bounded = BoundedRule(read, budget)
    year = timedelta(days=366)
    before, after = (edge.replace(tzinfo=None) for edge in (window.start - year, window.end + year))
    return next(bounded.between(before, after), None) is not None


def _rules(component: Component) -> list[Component]:
    rules = component.get("RRULE") or []
    return rules if isinstance(rules, list) else [rules]


def _series_of(calendar: Component) -> Iterator[tuple[str, Calendar]]:
    """Yields the events by their UID: a series with its modified occurrences."""
    by_uid: dict[str, Calendar] = defaultdict(Calendar)
    for number, event in enumerate(calendar.walk("VEVENT")):
        series = by_uid[str(event.get("UID") or f"without-uid-{number}")]
        series.add_component(event)
        if "X-WR-TIMEZONE" in calendar:
            series["X-WR-TIMEZONE"] = calendar["X-WR-TIMEZONE"]
    yield from by_uid.items()


def _busy_of(
    uid: str, series: Calendar, *, window: Interval, zone: ZoneInfo, budget: Budget
) -> Iterator[BusyPeriod]:
    """Yields the periods of one UID. Days are read a day around the window: it moves with the
    zone."""
    _refuse_frequent_rules(series)
    day = timedelta(days=1)
    bounded = ComponentsWithName("VEVENT", series=series_within(budget))
    for sery in recurring_ical_events.of(series, components=[bounded]).series:
        for occurrence in sery.between(window.start - day, window.end + day):
            event = occurrence.as_component(keep_recurrence_attributes=False)
            if not _makes_busy(event):
                continue
            interval = _interval(event, zone)
            if interval.start < interval.end and interval.meets(window):
                yield BusyPeriod(uid[:LONGEST_UID], interval)


def _refuse_frequent_rules(series: Calendar) -> None:
    """Rejects a rule that repeats more than twice an hour, which is not a meeting.

    Raises:
        ValueError: the rule is of that kind.
    """
    for event in series.walk("VEVENT"):
        for rule in _rules(event):
            if _times_a_day(rule) > MAX_TIMES_A_DAY:
                raise ValueError("This rule comes back too often")


def _times_a_day(rule: Component) -> float:
    """Returns how often a rule comes back on a day that it comes back on, at most."""
    frequencies = {str(word).upper() for word in rule.get("FREQ", ())}
    if frequencies & {"SECONDLY", "MINUTELY"}:
        return float("inf")
    hours = len(rule.get("BYHOUR", ()))
    if "HOURLY" in frequencies and not hours:
        hours = max(24 // max(*rule.get("INTERVAL", ()), 1, 1), 1)
    times = max(hours, 1)
    for part in ("BYMINUTE", "BYSECOND"):
        times *= max(len(rule.get(part, ())), 1)
    return times


def _makes_busy(event: Component) -> bool:
    """Checks whether an event is busy (TRANSP and STATUS, and a property of Outlook)."""
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
    """Returns an instant in UTC: of a day, its first moment in the zone; of a time without zone,
    there."""
    if not isinstance(moment, datetime):
        if zone is PARIS:
            return instant(moment, 0)
        moment = datetime(moment.year, moment.month, moment.day)  # noqa: DTZ001 - given its zone below
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC)
