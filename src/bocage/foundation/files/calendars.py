"""Calendars in the iCalendar format, for Outlook, Gmail, Thunderbird and telephones.

RFC 5545 defines the format of an event, RFC 5546 (iTIP) how it is sent, moved and cancelled: one
permanent `uid`, and a `sequence` that grows with each change, the cancellation included.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.utils import timezone
from icalendar import (
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
    vText,
)

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Bocage//Bocage//FR"
PARIS = ZoneInfo("Europe/Paris")
CONTROL_CHARACTERS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
CONTROL_CHARACTERS_BUT_NEWLINE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]+")

Method = Literal["REQUEST", "CANCEL"]


@dataclass(frozen=True, kw_only=True)
class Party:
    """Organiser or guest of an event.

    The address of the organiser must differ from the guest's: clients ignore an invitation from
    oneself. A guest has accepted by default, since a person who books has agreed.
    """

    email: str
    name: str = ""
    has_accepted: bool = True


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """An event of an invitation, or of a calendar that programs follow.

    The period is `[start, end)`, aware; `position` is (latitude, longitude) in degrees;
    `written_at` is now where it is not given. `rule` is an RRULE by its parts where the event comes
    back, and `excluded` the starts that it gives and that do not take place; `occurrence` is the
    start that the rule of the same `uid` gives to the occurrence that this event replaces.
    """

    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str
    description: str = ""
    location: str = ""
    position: tuple[float, float] | None = None
    url: str = ""
    written_at: datetime | None = None
    is_sure: bool = True
    is_off: bool = False
    """True if it is cancelled: calendars that have it remove it."""
    rule: Mapping[str, Any] | None = None
    excluded: Sequence[datetime] = ()
    occurrence: datetime | None = None

    @property
    def years(self) -> set[int]:
        """First and last years that the event covers, its recurrence included."""
        until = self.rule.get("UNTIL", self.end) if self.rule else self.end
        return {self.start.year, self.end.year, until.year}


def invitation(
    event: CalendarEvent,
    *,
    organizer: Party,
    attendee: Party,
    changed: Sequence[CalendarEvent] = (),
    method: Method = "REQUEST",
    zone: ZoneInfo = PARIS,
) -> bytes:
    """Writes an iCalendar object for one event or a recurring one, sent by mail as `text/calendar`.

    Times are written in the local time of `zone` with its rules of clock change, so that a rule
    keeps its local time. Answers are given on the site, so the calendar requests none.

    Args:
        changed: the occurrences that differ from the rule of the event.
        method: the action that the calendar should take.

    Raises:
        ValueError: a naive time, a period that is empty or ends before it starts, or a
            negative sequence.
    """
    events = [
        replace(change, uid=event.uid, is_off=method == "CANCEL") for change in (event, *changed)
    ]
    for event_version in events:
        if (
            not event_version.start.tzinfo
            or not event_version.end.tzinfo
            or event_version.end <= event_version.start
            or event_version.sequence < 0
        ):
            raise ValueError("An invitation needs an aware period that ends after its start")
    calendar = _calendar(events, zone, organizer, method)
    for component in calendar.walk("VEVENT"):
        component.add("attendee", _attendee(attendee))
    return calendar.to_ical()


def withdrawal(
    events: Sequence[CalendarEvent], *, organizer: Party, zone: ZoneInfo = PARIS
) -> bytes:
    """Writes an iCalendar object that cancels events sent before.

    Args:
        events: at least one, each with a `sequence` above the one that it was given with.
    """
    off = [replace(event, is_off=True) for event in events]
    return _calendar(off, zone, organizer, "CANCEL").to_ical()


def calendar_feed(events: Iterable[CalendarEvent], *, name: str, zone: ZoneInfo = PARIS) -> bytes:
    """Writes a calendar to subscribe to (RFC 5545 without a method, as RFC 7986 names and refreshes
    it).

    The same events, with the moment when each was written, give the same bytes: no clock is read.
    """
    calendar = _calendar(list(events), zone)
    calendar.add("name", _one_line(name))
    calendar.add("x-wr-calname", _one_line(name))
    calendar.add("refresh-interval", timedelta(minutes=15), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT15M")
    return calendar.to_ical()


def _calendar(
    events: Sequence[CalendarEvent],
    zone: ZoneInfo,
    organizer: Party | None = None,
    method: Method | None = None,
) -> Calendar:
    """Builds a calendar of events with the clock changes of their years.

    With an organizer if it is to be sent.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if method:
        calendar.add("method", method)
    if events:
        years = set[int]().union(*(event.years for event in events))
        calendar.add_component(_rules_of(zone, min(years) - 1, max(years) + 1))
    for event in events:
        component = _component(event, zone)
        if organizer:
            component.add("organizer", _organizer(organizer))
        calendar.add_component(component)
    return calendar


def _component(item: CalendarEvent, zone: ZoneInfo) -> Event:
    event = Event()
    event.add("uid", item.uid)
    if item.occurrence:
        event.add("recurrence-id", item.occurrence.astimezone(zone))
    if item.rule:
        event.add("rrule", dict(item.rule))
    for start in item.excluded:
        event.add("exdate", start.astimezone(zone))
    event.add("sequence", item.sequence)
    event.add("dtstamp", item.written_at or timezone.now())
    event.add("dtstart", item.start.astimezone(zone))
    event.add("dtend", item.end.astimezone(zone))
    event.add("summary", _one_line(item.summary))
    event.add("status", _status_of(item))
    if item.is_off:
        event.add("transp", "TRANSPARENT")
    if item.description:
        event.add("description", CONTROL_CHARACTERS_BUT_NEWLINE.sub("", item.description))
    if item.location:
        event.add("location", _one_line(item.location))
    if item.position:
        event.add("geo", item.position)
    if item.url:
        event.add("url", item.url)
    return event


def _status_of(event: CalendarEvent) -> str:
    if event.is_off:
        return "CANCELLED"
    return "CONFIRMED" if event.is_sure else "TENTATIVE"


@cache
def _rules_of(zone: ZoneInfo, first_year: int, last_year: int) -> Timezone:
    """Writes the offset at the start of the first year, then each change of clock up to the last.

    They are our own: icalendar's tables give a change in the new local time, where RFC 5545
    (3.6.5) wants the local time before it.
    """
    start = datetime(first_year, 1, 1, tzinfo=UTC)
    rules = Timezone()
    rules.add("tzid", zone.key)
    rules.add_component(_rule(zone, start, _offset(zone, start)))
    for change in _clock_changes(zone, start, datetime(last_year, 12, 31, tzinfo=UTC)):
        rules.add_component(_rule(zone, change, _offset(zone, change - timedelta(seconds=1))))
    return rules


def _clock_changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """Yields the instants at which the offset of a zone changes; today always on a full hour."""
    day = start
    while day < end:
        if _offset(zone, day) != _offset(zone, day + timedelta(days=1)):
            yield next(
                hour
                for hour in (day + timedelta(hours=number) for number in range(1, 25))
                if _offset(zone, hour) != _offset(zone, day)
            )
        day += timedelta(days=1)


def _rule(zone: ZoneInfo, instant: datetime, offset_before: timedelta) -> Component:
    local = instant.astimezone(zone)
    rule = TimezoneDaylight() if local.dst() else TimezoneStandard()
    rule.add("dtstart", (instant + offset_before).replace(tzinfo=None))
    rule.add("tzname", local.tzname())
    rule.add("tzoffsetfrom", offset_before)
    rule.add("tzoffsetto", _offset(zone, instant))
    return rule


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()


def _organizer(party: Party) -> vCalAddress:
    address = vCalAddress(f"mailto:{party.email}")
    if party.name:
        address.params["CN"] = vText(_quotable(party.name))
    return address


def _attendee(party: Party) -> vCalAddress:
    address = _organizer(party)
    address.params["CUTYPE"] = vText("INDIVIDUAL")
    address.params["ROLE"] = vText("REQ-PARTICIPANT")
    address.params["PARTSTAT"] = vText("ACCEPTED" if party.has_accepted else "NEEDS-ACTION")
    address.params["RSVP"] = vText("FALSE")
    return address


def _one_line(text: str) -> str:
    return CONTROL_CHARACTERS.sub(" ", text).strip()


def _quotable(name: str) -> str:
    """Removes double quotes from a parameter, which allows none (RFC 5545, 3.2)."""
    return _one_line(name).replace('"', "’")
