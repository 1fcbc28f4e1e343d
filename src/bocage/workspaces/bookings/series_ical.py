"""Series in iCalendar: one recurring event, with the dates that differ from its rule.

The rule gives days; bookings give the dates that take place, and how. A cancelled date is an
EXDATE; a date that differs has its RECURRENCE-ID.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.files.calendars import Method, Party, invitation
from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.formatting.times import format_date, format_hours
from bocage.foundation.mail import page_url, sender_address
from bocage.foundation.mail.body import Fact, Link
from bocage.workspaces.bookings.facts import BookingFacts, event_of, facts_of
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.scheduling.formatting import format_clock, format_rhythm, format_span
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.querysets import BookingQuerySet
from bocage.workspaces.scheduling.recurrence import Recurrence

NOT_IN_CALENDARS = (
    Booking.Status.REQUESTED,
    Booking.Status.CANCELLED,
    Booking.Status.REFUSED,
    Booking.Status.LAPSED,
)
"""Statuses excluded from calendars: unconfirmed requests may not take place."""


@dataclass(frozen=True, kw_only=True)
class SeriesFacts:
    """Facts on a series for a mail or a calendar, as plain values.

    `usual` is a date as the rule has it, `absent` the named days that do not take place, and
    `changed` the dates that differ from the rule.
    """

    series_id: UUID
    frequency: str
    first_on: date
    until: date | None
    count: int | None
    starts: int
    ends: int
    usual: BookingFacts
    absent: list[date]
    changed: list[BookingFacts]

    @property
    def recurrence(self) -> Recurrence:
        return Recurrence(
            frequency=self.frequency,
            first_on=self.first_on,
            until=self.until,
            count=self.count,
            starts=self.starts,
            ends=self.ends,
            skipped=frozenset(self.absent),
        )

    @property
    def periods(self) -> list[Interval]:
        """Periods of the series in order, changed dates at their own hours."""
        changed = {
            changed_date.occurrence: Interval(changed_date.starts_at, changed_date.ends_at)
            for changed_date in self.changed
        }
        rule = self.recurrence
        return sorted(
            changed.get(rule.starts_at(day)) or rule.period_on(day) for day in rule.days()
        )

    @property
    def period_words(self) -> str:
        """Rule in words, such as « chaque mardi, 9 h – 12 h »."""
        rule = self.recurrence
        return f"{format_rhythm(rule)}, {format_clock(rule)}"

    @property
    def dates(self) -> str:
        """Number of dates in words, such as « 12 dates »."""
        count = len(self.recurrence.days())
        return ngettext("%(count)d date", "%(count)d dates", count) % {"count": count}

    @property
    def payload(self) -> dict[str, UUID]:
        """Names the series in the signed addresses of a mail."""
        return {"series": self.series_id}

    @property
    def page(self) -> Link:
        """Returns the page where its person follows it."""
        return _("Voir ma série"), series_url(self.series_id)

    @property
    def rows(self) -> list[Fact]:
        """Lists the rule, the number of dates, the resources, and the dates that differ."""
        changes = [format_change(date_facts, self.usual) for date_facts in self.changed]
        return [
            self.row_of_the_rule,
            (_("Dates"), str(len(self.recurrence.days()))),
            *self.usual.rows_of_the_space,
            (_("Autrement"), "\n".join(changes)),
            (_("Sauf"), ", ".join(format_date(day) for day in self.absent)),
        ]

    @property
    def row_of_the_rule(self) -> Fact:
        """Returns the rhythm, the hours, the first and the last day."""
        rule = self.recurrence
        span = format_span(rule.days() or rule.named_days())
        return _("Quand"), f"{capfirst(self.period_words)}, {span}"

    def calendar_file(self, method: Method) -> bytes:
        """Returns the recurring event, to be added, updated or taken away, in the active
        language."""
        return series_file(self, method)


def read_bookings(series: BookingSeries) -> list[Booking]:
    """Reads the dates of a series that take place or took place, with everything that mails and
    calendars show of them.
    """
    return read_consistent(series.bookings.exclude(status__in=NOT_IN_CALENDARS))


def read_requested(series: BookingSeries) -> list[Booking]:
    """Returns the dates of a series that wait for the agreement of the place."""
    return read_consistent(series.bookings.filter(status=Booking.Status.REQUESTED))


def read_consistent(bookings: BookingQuerySet) -> list[Booking]:
    """Reads some dates of a series, in their order, with everything that mails and calendars show
    of them.
    """
    return list(
        bookings.select_related("place__commune", "booked_for", "series")
        .with_resources()
        .order_by("occurs_on")
    )


def facts_of_series(series: BookingSeries, bookings: Sequence[Booking]) -> SeriesFacts:
    """Returns the facts of a series loaded with its place, its commune and its person, from what
    `read_bookings` returned; one query for the names of its resources.
    """
    rule = Recurrence.of(series)
    resources = list(series.resources.order_by("position", "name", "pk"))
    held_by_rule = {resource.pk for resource in resources}
    booked_days = {booking.occurs_on for booking in bookings}
    begins = rule.calendar_start()
    usual = facts_of(
        Booking(
            pk=series.pk,
            place=series.place,
            booked_for=series.booked_for,
            series=series,
            occurs_on=series.first_on,
            period=DateTimeTZRange(begins, begins + rule.length, "[)"),
            attendees=series.attendees,
            purpose=series.purpose,
        ),
        spaces=[resource.name for resource in resources],
        commune_name=series.place.commune.name,
    )
    return SeriesFacts(
        series_id=series.pk,
        frequency=series.frequency,
        first_on=series.first_on,
        until=series.until,
        count=series.count,
        starts=series.starts,
        ends=series.ends,
        usual=replace(usual, occurrence=None),
        absent=[day for day in rule.named_days() if day not in booked_days],
        changed=[
            _facts_of_date(booking)
            for booking in bookings
            if not is_as_ruled(booking, rule, series, held_by_rule)
        ],
    )


def is_as_ruled(
    booking: Booking, rule: Recurrence, series: BookingSeries, resources: set[UUID]
) -> bool:
    """Checks whether a date of a series follows its rule: same place, resources, number of people
    and hours, with the length that calendars compute.

    Calendars add the usual length to the usual hour, even on the night of a clock change.
    """
    start, end = booking.period.lower, booking.period.upper
    return bool(
        booking.occurs_on
        and booking.place_id == series.place_id
        and booking.attendees == series.attendees
        and {hold.resource_id for hold in booking.requested_holds} == resources
        and start == rule.starts_at(booking.occurs_on)
        and end - start == rule.length
    )


def series_file(facts: SeriesFacts, method: Method = "REQUEST") -> bytes:
    """Returns the recurring event of a series, in the active language."""
    rule = facts.recurrence
    event = replace(
        event_of(facts.usual),
        uid=BookingSeries(pk=facts.series_id).calendar_uid,
        url=series_url(facts.series_id),
        rule=rule.calendar_rule(),
        excluded=[rule.starts_at(day) for day in facts.absent],
    )
    return invitation(
        event,
        changed=[event_of(changed) for changed in facts.changed],
        organizer=Party(email=sender_address(), name=facts.usual.place_name),
        attendee=Party(email=facts.usual.person_email, name=facts.usual.person_name),
        method=method,
    )


def series_url(series_id: UUID) -> str:
    """Returns the absolute address of the page of a series, in the active language."""
    return page_url("series_detail", series_id)


def format_change(changed: BookingFacts, usual: BookingFacts) -> str:
    """Returns a text such as « mardi 15 décembre, 9 h – 12 h, Poste 5 », with the place, and how
    many come, where these differ from the series.
    """
    parts = [
        format_date(local_day(changed.starts_at)),
        format_hours(changed.starts_at, changed.ends_at),
        ", ".join(changed.spaces),
    ]
    if changed.place_slug != usual.place_slug:
        parts.append(changed.place_name)
    if changed.attendees != usual.attendees:
        parts.append(people_words(changed.attendees))
    return ", ".join(parts)


def _facts_of_date(booking: Booking) -> BookingFacts:
    return facts_of(
        booking,
        spaces=[hold.resource.name for hold in booking.requested_holds],
        commune_name=booking.place.commune.name,
    )
