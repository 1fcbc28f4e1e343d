"""Examples of the mails of `bocage.workspaces.bookings.mails.bookings`."""

from datetime import UTC, datetime
from uuid import UUID

from bocage.workspaces.bookings.facts import BookingFacts
from bocage.workspaces.bookings.mails.bookings import (
    BookingCancelledMail,
    BookingMail,
    BookingMovedMail,
    VisitorToday,
)
from tests.mail_examples.registry import example_of

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


@example_of(BookingMail)
def booking_mail(mail):
    return mail(facts=EXAMPLE)


@example_of(BookingMovedMail)
def booking_moved_mail(mail):
    return mail(
        facts=EXAMPLE,
        left_starts_at=datetime(2026, 11, 24, 8, 0, tzinfo=UTC),
        left_ends_at=datetime(2026, 11, 24, 11, 30, tzinfo=UTC),
        left_spaces=["Poste 1"],
        is_by_holder=False,
        is_held=True,
    )


@example_of(BookingCancelledMail)
def booking_cancelled_mail(mail):
    return mail(facts=EXAMPLE, because="closure", note="Travaux de toiture")


@example_of(VisitorToday)
def visitor_today(mail):
    return mail(
        place_name=EXAMPLE.place_name,
        place_slug=EXAMPLE.place_slug,
        person_name=EXAMPLE.person_name,
        spaces=EXAMPLE.spaces,
        starts_at=EXAMPLE.starts_at,
        ends_at=EXAMPLE.ends_at,
        attendees=1,
        purpose=EXAMPLE.purpose,
    )
