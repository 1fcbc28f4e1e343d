"""Calendar feeds for other programs: of a person, a place, a resource.

The version and the content of a calendar come from the same rows, read in one statement: a program
that polls every few minutes and has the last version costs that statement and nothing more.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    DateTimeField,
    DurationField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import CalendarEvent, calendar_feed
from bocage.foundation.formatting.grammar import people_words
from bocage.workspaces.bookings.facts import booking_url
from bocage.workspaces.bookings.series_ical import series_url
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.opening_hours.availability import day_interval, local_day
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.querysets import BookingQuerySet
from bocage.workspaces.scheduling.recurrence import Recurrence

PAST = timedelta(days=31)
AHEAD = timedelta(days=400)
WRITTEN_AS = 2
"""Version of the wording, incremented when it changes so that programs read the bookings again."""
MAX_EVENTS = 2_000
"""Limit of events, since no program reads more: today's and the next ones first, then the latest
past ones.
"""

SHOWN_TO_HOLDER = (*Booking.OPEN, Booking.Status.COMPLETED)
"""Statuses shown to the person: requests too, marked as tentative."""
OF_A_PLACE = (*Booking.HOLDING, Booking.Status.COMPLETED)
UNSURE = frozenset({Booking.Status.REQUESTED, Booking.Status.OFFERED})


class _Row(NamedTuple):
    """Booking as the calendar reads it."""

    booking_id: UUID
    status: str
    starts_at: datetime
    ends_at: datetime
    sequence: int
    attendees: int
    purpose: str
    is_private: bool
    created_at: datetime
    place_name: str
    address: str
    postcode: str
    commune_name: str
    person_name: str
    shows_name: bool
    occurs_on: date | None
    series_id: UUID | None
    series_sequence: int
    frequency: str
    first_on: date
    until: date | None
    named_count: int | None
    starts: int
    ends: int
    spaces: list[str]

    @property
    def rule(self) -> Recurrence:
        """Returns the rule of the series that the booking is a date of."""
        return Recurrence(
            frequency=self.frequency,
            first_on=self.first_on,
            until=self.until,
            count=self.named_count,
            starts=self.starts,
            ends=self.ends,
        )

    def follows(self, rule: Recurrence) -> bool:
        """Checks whether the date takes place as the rule states, as calendars read it."""
        assert self.occurs_on is not None  # noqa: S101 - it is a date of a series
        begins = rule.starts_at(self.occurs_on)
        return (self.starts_at, self.ends_at) == (begins, begins + rule.length)


@dataclass(frozen=True, slots=True)
class CalendarFeed:
    """Content that the address of a calendar shows at a moment. `version` changes when the content
    does.
    """

    address: SharedAddress
    rows: tuple[_Row, ...]
    shows_people: bool
    """True if the author of the address still runs the place, and may see who comes.

    A private booking is only shown as busy: an address is passed on, and a calendar is often open
    on a shared screen.
    """

    @property
    def name(self) -> str:
        if self.address.place is None:
            return _("Mes réservations Bocage")
        parts = [self.address.place.name]
        if self.address.resource is not None:
            parts.insert(0, self.address.resource.name)
        return " · ".join(parts)

    @property
    def version(self) -> str:
        """Hash of the content: equal for equal words in the same language."""
        identity = (WRITTEN_AS, get_language(), self.name, self.shows_people, *self.rows)
        return hashlib.sha256(repr(identity).encode()).hexdigest()[:32]

    def to_ical(self) -> bytes:
        """Returns the calendar, in the active language."""
        return calendar_feed(self._events(), name=self.name)

    def _events(self) -> Iterator[CalendarEvent]:
        """Bookings one by one; for a person, each series is one event that comes back, under the
        identifier that its mail gave it."""
        series: dict[UUID, list[_Row]] = defaultdict(list)
        for row in self.rows:
            if row.series_id is None or self.address.place is not None:
                yield self._event(row)
            else:
                series[row.series_id].append(row)
        for rows in series.values():
            yield from self._recurring(rows)

    def _recurring(self, rows: list[_Row]) -> Iterator[CalendarEvent]:
        """Yields a series as a recurring event: dates that are not shown are excluded, and dates
        that differ from the rule are written with the occurrence that they replace.
        """
        rule, series = rows[0].rule, BookingSeries(pk=rows[0].series_id)
        named_count = rule.named_days()
        usual = self._event(next((row for row in rows if row.follows(rule)), rows[0]))
        taking_place = {row.occurs_on for row in rows}
        begins = rule.calendar_start()
        yield replace(
            usual,
            uid=series.calendar_uid,
            sequence=rows[0].series_sequence,
            start=begins,
            end=begins + rule.length,
            written_at=min(row.created_at for row in rows),
            url=series_url(series.pk),
            rule=rule.calendar_rule(),
            excluded=[rule.starts_at(day) for day in named_count if day not in taking_place],
        )
        for row in rows:
            event = self._event(row)
            if not row.follows(rule) or _words(event) != _words(usual):
                yield replace(
                    event,
                    uid=series.calendar_uid,
                    sequence=row.sequence + row.series_sequence,
                    occurrence=rule.starts_at(row.occurs_on) if row.occurs_on else None,
                )

    def _event(self, row: _Row) -> CalendarEvent:
        shows_details = self.address.place is None or self.shows_people
        return CalendarEvent(
            uid=Booking(pk=row.booking_id).calendar_uid,
            sequence=row.sequence,
            start=row.starts_at,
            end=row.ends_at,
            summary=self._summary(row),
            written_at=row.created_at,
            is_sure=row.status not in UNSURE,
            description="\n".join(self._facts(row)) if shows_details else "",
            location=self._location(row),
            url=booking_url(row.booking_id) if shows_details else "",
        )

    def _summary(self, row: _Row) -> str:
        spaces = ", ".join(row.spaces)
        if self.address.place is None:
            return f"{spaces} · {row.place_name}"
        holder_name = _("Réservé")
        if self.shows_people and not row.is_private:
            holder_name = (row.shows_name and row.person_name) or _("Quelqu’un")
        return holder_name if self.address.resource is not None else f"{spaces} · {holder_name}"

    def _location(self, row: _Row) -> str:
        if self.address.place is not None:
            return ""
        town = " ".join(filter(None, [row.postcode, row.commune_name]))
        return ", ".join(filter(None, [row.address, town]))

    def _facts(self, row: _Row) -> Iterator[str]:
        if row.attendees > 1:
            yield people_words(row.attendees)
        if row.purpose and (self.address.place is None or not row.is_private):
            yield row.purpose


def _words(event: CalendarEvent) -> tuple[str, str, str, bool]:
    return event.summary, event.description, event.location, event.is_sure


def read_feed(address: SharedAddress, *, now: datetime) -> CalendarFeed:
    """Returns the feed of an address in use: bookings of the last month and of the year to come.

    One query for a person; for a place, also those about the mandates of the author of the address.
    If the author no longer runs the place, the calendar has its periods without data on people.
    """
    maker = address.created_by
    shows_people = (
        address.place is not None
        and maker is not None
        and maker.has_perm("workspaces.see_day", address.place)
    )
    return CalendarFeed(address, tuple(_rows(address, now)), shows_people)


def _rows(address: SharedAddress, now: datetime) -> list[_Row]:
    holds = (
        Hold.objects.filter(booking=OuterRef("pk"), is_implied=False)
        .order_by("resource__position", "resource__name", "resource_id")
        .values("resource__name")
    )
    bookings = _nearest_first(_shown_by(address).meeting(now - PAST, now + AHEAD), now)
    values: QuerySet[Any, tuple[Any, ...]] = bookings.values_list(
        "pk",
        "status",
        "period__startswith",
        "period__endswith",
        "sequence",
        "attendees",
        "purpose",
        "is_private",
        "created_at",
        "place__name",
        "place__address",
        "place__postcode",
        F("place__commune__name"),
        "booked_for__name",
        "booked_for__shows_name_to_hosts",
        "occurs_on",
        "series",
        "series__sequence",
        "series__frequency",
        "series__first_on",
        "series__until",
        "series__count",
        "series__starts",
        "series__ends",
        ArraySubquery(holds),
    )[:MAX_EVENTS]
    rows = [_Row._make(row) for row in values]
    return sorted(rows, key=lambda row: (row.starts_at, row.ends_at, row.booking_id))


def _nearest_first(bookings: BookingQuerySet, now: datetime) -> BookingQuerySet:
    """Sorts from today on by date, then the past, latest first."""
    today = Value(day_interval(local_day(now)).start, output_field=DateTimeField())
    starts_at, is_over = F("period__startswith"), Q(period__endswith__lte=today)
    away = Case(
        When(is_over, then=today - starts_at),
        default=starts_at - today,
        output_field=DurationField(),
    )
    return bookings.order_by(Case(When(is_over, then=1), default=0), away, "pk")


def _shown_by(address: SharedAddress) -> BookingQuerySet:
    bookings: BookingQuerySet = Booking.objects.all()
    if address.person_id is not None:
        return bookings.filter(booked_for=address.person_id, status__in=SHOWN_TO_HOLDER)
    bookings = bookings.filter(place=address.place_id, status__in=OF_A_PLACE)
    if address.resource_id is not None:
        bookings = bookings.filter(holds__resource=address.resource_id)
    return bookings
