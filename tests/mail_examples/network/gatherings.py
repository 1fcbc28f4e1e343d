"""Examples of the mails of `bocage.network.gatherings.mails`."""

from datetime import UTC, datetime
from uuid import UUID

from bocage.network.gatherings.mails import (
    AttendeeMail,
    GatheringHasMoved,
    GatheringMail,
    GatheringProposed,
    RoomIsAnother,
    RoomIsLost,
    WordFromTheOrganiser,
)
from bocage.registrations.words import EventFacts
from tests.mail_examples.registry import example_of

EXAMPLE = EventFacts(
    event_id=UUID("01938a4e-7c00-7000-8000-000000000081"),
    title="Le jeudi du club",
    starts_at=datetime(2027, 1, 14, 17, 0, tzinfo=UTC),
    ends_at=datetime(2027, 1, 14, 19, 0, tzinfo=UTC),
    location="Salle du bas, Le Moulin, 3 rue du Pont, 61500 Sées",
)

REGISTRATION = {
    "event": EXAMPLE,
    "registration_id": UUID("01938a4e-7c00-7000-8000-000000000082"),
    "name": "Nadia Prigent",
    "email": "nadia@exemple.fr",
}


@example_of(GatheringMail)
def gathering_mail(mail):
    return mail(event=EXAMPLE)


@example_of(AttendeeMail)
def attendee_mail(mail):
    return mail(**REGISTRATION)


@example_of(GatheringHasMoved)
def gathering_has_moved(mail):
    return mail(**REGISTRATION, former_place="jeudi 7 janvier 2027, de 18 h à 20 h, Le Moulin")


@example_of(WordFromTheOrganiser)
def word_from_the_organiser(mail):
    return mail(**REGISTRATION, message="Apportez de quoi partager : nous dînons ensemble.")


@example_of(RoomIsLost)
def room_is_lost(mail):
    return mail(event=EXAMPLE, reason="Le chauffage est en panne.", has_guests=True)


@example_of(RoomIsAnother)
def room_is_another(mail):
    return mail(event=EXAMPLE, former_room="Salle du haut, Le Moulin", notifies_guests=True)


@example_of(GatheringProposed)
def gathering_proposed(mail):
    return mail(event=EXAMPLE, name="Nadia Prigent")
