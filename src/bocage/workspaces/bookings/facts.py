"""Facts on a booking for its mails, and the booking as an event of people's own calendars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import CalendarEvent, Method, Party, invitation
from bocage.foundation.formatting.grammar import people_words
from bocage.foundation.formatting.times import announced_period
from bocage.foundation.mail import page_url, sender_address
from bocage.foundation.mail.body import Fact, Link
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.models.series import BookingSeries
from bocage.workspaces.scheduling.recurrence import Recurrence


@dataclass(frozen=True, kw_only=True)
class BookingFacts:
    """Facts on a booking for a mail or a calendar, as plain values."""

    booking_id: UUID
    sequence: int
    place_name: str
    place_slug: str
    address: str
    latitude: float | None
    longitude: float | None
    spaces: list[str]
    starts_at: datetime
    ends_at: datetime
    attendees: int
    purpose: str
    access_instructions: str
    person_id: UUID
    person_name: str
    person_email: str
    parking_spot: str = ""
    series_id: UUID | None = None
    occurrence: datetime | None = None
    """For a booking of a series: start of this occurrence by its rule."""

    @property
    def calendar_uid(self) -> str:
        """Returns the UID of the event: that of its series, if the booking is one of its dates."""
        if self.series_id is not None:
            return BookingSeries(pk=self.series_id).calendar_uid
        return Booking(pk=self.booking_id).calendar_uid

    @property
    def usual(self) -> BookingFacts:
        """Facts themselves: counterpart of `SeriesFacts.usual`, which describes the dates of a
        series.
        """
        return self

    @property
    def period_words(self) -> str:
        """Returns the period as a mail announces it."""
        return announced_period(self.starts_at, self.ends_at)

    @property
    def dates(self) -> str:
        """Period again: counterpart of `SeriesFacts.dates`, which gives the number of dates of a
        series.
        """
        return self.period_words

    @property
    def payload(self) -> dict[str, UUID]:
        """Names the booking in the signed addresses of a mail."""
        return {"booking": self.booking_id}

    @property
    def page(self) -> Link:
        """Returns the page where its person follows it."""
        return _("Voir ma réservation"), booking_url(self.booking_id)

    @property
    def rows(self) -> list[Fact]:
        """Lists the time, the space, the place, the number of people and the purpose."""
        return [(_("Quand"), capfirst(self.period_words)), *self.rows_of_the_space]

    @property
    def rows_of_the_space(self) -> list[Fact]:
        """Lists the space, the place, the number of people and the purpose."""
        location = ", ".join(filter(None, [self.place_name, self.address]))
        return [
            (_("Espace"), ", ".join(self.spaces)),
            (_("Où"), location, page_url("place_detail", self.place_slug)),
            (_("Personnes"), str(self.attendees) if self.attendees > 1 else ""),
            (_("Votre place de parking"), self.parking_spot),
            (_("Votre mot au lieu"), self.purpose),
        ]

    def calendar_file(self, method: Method) -> bytes:
        """Returns the event, to be added, updated or taken away, in the active language."""
        return calendar_file(self, method)


def facts_of(booking: Booking, *, spaces: Sequence[str], commune_name: str) -> BookingFacts:
    """Returns the facts of a booking whose place and person are loaded; no query, unless it is a
    date of a series that is not loaded. Changes of the series and of the date both raise the number
    of the version that calendars compare.

    Raises:
        TypeError: the booking was made at a door, and has no recipient.
    """
    place, person, series = booking.place, booking.holder, booking.series
    town = " ".join(filter(None, [place.postcode, commune_name]))
    return BookingFacts(
        booking_id=booking.pk,
        sequence=booking.sequence + (series.sequence if series else 0),
        place_name=place.name,
        place_slug=place.slug,
        address=", ".join(filter(None, [place.address, town])),
        latitude=place.latitude,
        longitude=place.longitude,
        spaces=list(spaces),
        starts_at=booking.period.lower,
        ends_at=booking.period.upper,
        attendees=booking.attendees,
        purpose=booking.purpose,
        access_instructions=place.access_instructions,
        person_id=person.pk,
        person_name=person.name,
        person_email=person.email,
        parking_spot=booking.parking_spot,
        series_id=series.pk if series else None,
        occurrence=Recurrence.of(series).starts_at(booking.occurs_on)
        if series and booking.occurs_on
        else None,
    )


def calendar_file(facts: BookingFacts, method: Method = "REQUEST") -> bytes:
    """Returns the event of a booking, to be added, updated or taken away, in the active
    language."""
    sender = sender_address()
    return invitation(
        event_of(facts),
        organizer=Party(email=sender, name=facts.place_name),
        attendee=Party(email=facts.person_email, name=facts.person_name),
        method=method,
    )


def event_of(facts: BookingFacts) -> CalendarEvent:
    """Returns the event of a booking, or the occurrence of its series, in the active language."""
    position = (
        (facts.latitude, facts.longitude)
        if facts.latitude is not None and facts.longitude is not None
        else None
    )
    return CalendarEvent(
        uid=facts.calendar_uid,
        sequence=facts.sequence,
        start=facts.starts_at,
        end=facts.ends_at,
        summary=f"{', '.join(facts.spaces)} · {facts.place_name}",
        description=_description(facts),
        location=facts.address,
        position=position,
        url=booking_url(facts.booking_id),
        occurrence=facts.occurrence,
    )


def calendar_of(booking: Booking) -> bytes:
    """Returns the event of a booking loaded with its place, its commune, its person and its
    resources.
    """
    facts = facts_of(
        booking,
        spaces=[hold.resource.name for hold in booking.requested_holds],
        commune_name=booking.place.commune.name,
    )
    return calendar_file(facts, "REQUEST" if booking.is_holding else "CANCEL")


def booking_url(booking_id: UUID) -> str:
    """Returns the absolute address of the page of a booking, in the active language."""
    return page_url("booking_detail", booking_id)


def _description(facts: BookingFacts) -> str:
    parts = [
        facts.purpose,
        people_words(facts.attendees) if facts.attendees > 1 else "",
        f"{_('Pour entrer')} : {facts.access_instructions}" if facts.access_instructions else "",
    ]
    return "\n\n".join(filter(None, parts))
