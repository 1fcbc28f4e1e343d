"""Examples of the mails of `bocage.welcome.ceremonies.mails`."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bocage.welcome.ceremonies.formatting import CeremonyFacts
from bocage.welcome.ceremonies.mails import (
    CeremonyFollowsMail,
    CeremonyOffMail,
    CeremonyOfNewCommuneMail,
    CeremonyThanksMail,
    DateWantedMail,
    GuestGoneMail,
    GuestMail,
    TownHallMail,
)
from tests.mail_examples.registry import example_of

EXAMPLE = CeremonyFacts(
    ceremony_id=UUID("0199b7a4-0000-7000-8000-00000000000a"),
    commune_name="Boitron",
    starts_at=datetime(2027, 1, 16, 10, 0, tzinfo=UTC),
    place="Salle des fêtes, 2 rue de l’Église",
    words="Nous serons heureux de vous accueillir autour d’une galette.",
)

EXAMPLE_PERSON = UUID("0199b7a4-0000-7000-8000-000000000003")

EXAMPLE_GUEST = UUID("0199b7a4-0000-7000-8000-000000000004")

EXAMPLE_READER: dict[str, Any] = {
    "guest_id": EXAMPLE_GUEST,
    "person_id": EXAMPLE_PERSON,
    "person_name": "Camille Marchand",
    "person_mail": "camille@exemple.example",
    "people": 4,
}


@example_of(GuestMail)
def guest_mail(mail):
    return mail(ceremony=EXAMPLE, **EXAMPLE_READER)


@example_of(CeremonyOfNewCommuneMail)
def ceremony_of_new_commune_mail(mail):
    return mail(ceremony=EXAMPLE, former_name="Essay", comes=True, **EXAMPLE_READER)


@example_of(CeremonyOffMail)
def ceremony_off_mail(mail):
    reason = "La salle est fermée pour travaux."
    return mail(ceremony=EXAMPLE, reason=reason, **EXAMPLE_READER)


@example_of(CeremonyThanksMail)
def ceremony_thanks_mail(mail):
    return mail(ceremony=EXAMPLE, household="Famille Marchand", signed_by="Odile Prévost")


@example_of(TownHallMail)
def town_hall_mail(mail):
    return mail(ceremony=EXAMPLE, person_id=EXAMPLE_PERSON)


@example_of(GuestGoneMail)
def guest_gone_mail(mail):
    return mail(ceremony=EXAMPLE, person_id=EXAMPLE_PERSON, household="Famille Marchand", people=4)


@example_of(CeremonyFollowsMail)
def ceremony_follows_mail(mail):
    return mail(ceremony=EXAMPLE, person_id=EXAMPLE_PERSON, former_name="Essay")


@example_of(DateWantedMail)
def date_wanted_mail(mail):
    return mail(commune_name="Boitron", commune_code="61051", person_id=EXAMPLE_PERSON, newcomers=2)
