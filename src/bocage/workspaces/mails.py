"""The messages about bookings: to the person who comes, and to whoever runs the place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, ClassVar, Self
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from bocage.foundation.calendars import Method
from bocage.foundation.mail import Attachment, Mail, declare_channel, page_url
from bocage.foundation.signed_actions import signed_action_url
from bocage.foundation.spoken_time import announced_period
from bocage.workspaces.availability import local_day
from bocage.workspaces.booking_calendar import BookingFacts, booking_url, calendar_file
from bocage.workspaces.elsewhere import Elsewhere

declare_channel(
    "bookings",
    label=_("Mes réservations"),
    reason=_("Vous recevez ce message parce que vous avez réservé un espace de travail."),
    optional=False,
)
declare_channel(
    "visitors",
    label=_("Arrivées du jour dans les lieux que j’anime"),
    reason=_(
        "Vous recevez ce message parce que vous animez ce lieu. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
    of_a_mandate=True,
)

declare_channel(
    "requests",
    label=_("Demandes à accorder dans les lieux que j’anime"),
    reason=_("Vous recevez ce message parce que vous animez ce lieu : quelqu’un attend."),
    optional=False,
)
declare_channel(
    "reminders",
    label=_("Rappels avant mes réservations"),
    reason=_(
        "Vous recevez ce message parce que vous avez réservé un espace de travail. "
        "Vous pouvez le couper dans vos préférences."
    ),
    optional=True,
)

EXAMPLE = BookingFacts(
    booking_id=UUID("0199b7a4-0000-7000-8000-000000000001"),
    sequence=0,
    place_name="Télécentre de Boitron",
    place_slug="telecentre-de-boitron",
    address="La Clairière, 61500 Boitron",
    latitude=48.56166,
    longitude=0.26675,
    spaces=["Poste 3"],
    starts_at=datetime(2026, 11, 25, 8, 0, tzinfo=UTC),
    ends_at=datetime(2026, 11, 25, 11, 30, tzinfo=UTC),
    attendees=1,
    purpose="Deux écrans, si possible",
    access_instructions="La porte bleue, à gauche de l’école. Le code arrive le matin même.",
    person_id=UUID("0199b7a4-0000-7000-8000-000000000002"),
    person_name="Camille Lefèvre",
    person_email="camille@exemple.example",
)


@dataclass(frozen=True, kw_only=True)
class BookingMail(Mail):
    """What every message about a booking says, with the event for the person's calendar."""

    channel: ClassVar[str] = "bookings"
    priority: ClassVar[int] = 20
    method: ClassVar[Method] = "REQUEST"

    facts: BookingFacts

    def attachments(self) -> list[Attachment]:
        return [
            Attachment(
                filename="reservation.ics",
                content=calendar_file(self.facts, self.method),
                mimetype="text/calendar",
                method=self.method,
            )
        ]

    def context(self) -> dict[str, Any]:
        facts = self.facts
        return {
            "place_url": page_url("place_detail", facts.place_slug),
            "booking_url": booking_url(facts.booking_id),
            "period": announced_period(facts.starts_at, facts.ends_at),
            "spaces": ", ".join(facts.spaces),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE)


@dataclass(frozen=True, kw_only=True)
class BookingConfirmedMail(BookingMail):
    template: ClassVar[str] = "workspaces/mail/booking_confirmed"

    def context(self) -> dict[str, Any]:
        payload = {"booking": str(self.facts.booking_id), "person": str(self.facts.person_id)}
        language = get_language() or "fr"
        url = signed_action_url("workspaces.cancel_booking", payload, language)
        return {**super().context(), "cancel_url": url}


@dataclass(frozen=True, kw_only=True)
class BookingMovedMail(BookingConfirmedMail):
    """What holds now and what held before. A request holds nothing: no event goes with it."""

    template: ClassVar[str] = "workspaces/mail/booking_moved"

    left_starts_at: datetime
    left_ends_at: datetime
    left_spaces: list[str]
    is_by_holder: bool
    is_held: bool

    def attachments(self) -> list[Attachment]:
        return super().attachments() if self.is_held else []

    def context(self) -> dict[str, Any]:
        return {
            **super().context(),
            "left_period": announced_period(self.left_starts_at, self.left_ends_at),
            "left": ", ".join(self.left_spaces),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            facts=EXAMPLE,
            left_starts_at=datetime(2026, 11, 24, 8, 0, tzinfo=UTC),
            left_ends_at=datetime(2026, 11, 24, 11, 30, tzinfo=UTC),
            left_spaces=["Poste 1"],
            is_by_holder=False,
            is_held=True,
        )


@dataclass(frozen=True, kw_only=True)
class BookingRestoredMail(BookingConfirmedMail):
    template: ClassVar[str] = "workspaces/mail/booking_restored"


@dataclass(frozen=True, kw_only=True)
class BookingCancelledMail(BookingMail):
    """`because` is one of Booking.CancelledBecause; `note` is what the host says of it."""

    template: ClassVar[str] = "workspaces/mail/booking_cancelled"
    method: ClassVar[Method] = "CANCEL"

    because: str
    note: str
    elsewhere: list[Elsewhere] = field(default_factory=list)

    def context(self) -> dict[str, Any]:
        return {**super().context(), "instead": links_to(self.elsewhere, self.facts)}

    @classmethod
    def preview(cls) -> Self:
        return cls(facts=EXAMPLE, because="closure", note="Travaux de toiture")


@dataclass(frozen=True, kw_only=True)
class BookingReleasedMail(BookingMail):
    """Nobody came: what was booked is free again. Calendars keep it, as it has begun."""

    template: ClassVar[str] = "workspaces/mail/booking_released"

    def attachments(self) -> list[Attachment]:
        return []


@dataclass(frozen=True, kw_only=True)
class VisitorToday(Mail):
    """Tells the host about a booking for the very day, which no morning list could hold."""

    template: ClassVar[str] = "workspaces/mail/visitor_today"
    channel: ClassVar[str] = "visitors"

    place_name: str
    place_slug: str
    person_name: str
    spaces: list[str]
    starts_at: datetime
    ends_at: datetime
    attendees: int
    purpose: str

    def context(self) -> dict[str, Any]:
        return {
            "period": announced_period(self.starts_at, self.ends_at),
            "spaces": ", ".join(self.spaces),
            "day_url": day_url(self.place_slug, local_day(self.starts_at)),
        }

    @classmethod
    def preview(cls) -> Self:
        return cls(
            place_name=EXAMPLE.place_name,
            place_slug=EXAMPLE.place_slug,
            person_name=EXAMPLE.person_name,
            spaces=EXAMPLE.spaces,
            starts_at=EXAMPLE.starts_at,
            ends_at=EXAMPLE.ends_at,
            attendees=1,
            purpose=EXAMPLE.purpose,
        )


def links_to(elsewhere: Sequence[Elsewhere], facts: BookingFacts) -> list[tuple[str, str]]:
    """What is free instead of a booking: the words of each, and the address that books it."""
    return [
        (one.words(), one.url(instead_of=facts.booking_id, person_id=facts.person_id))
        for one in elsewhere
    ]


def day_url(place_slug: str, day: date) -> str:
    """The whole address of a day list, in the active language."""
    return page_url("host_day", place_slug, day)
