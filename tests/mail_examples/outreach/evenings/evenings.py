"""Examples of the mails of `bocage.outreach.evenings.mails`."""

from datetime import UTC, datetime
from uuid import UUID

from bocage.outreach.evenings.formatting import EveningFacts
from bocage.outreach.evenings.mails import (
    ClubGuestMail,
    EveningHasMoved,
    EveningInvites,
    EveningMail,
    EveningThanks,
    GuestMail,
)
from tests.mail_examples.registry import example_of

EXAMPLE = EveningFacts(
    event_id=UUID("01938a4e-7c00-7000-8000-000000000091"),
    title="Et si vous viviez dans le Perche ?",
    city="Paris",
    location="Café de l’Orne, 12 rue de la Gaîté, 75014 Paris",
    starts_at=datetime(2027, 1, 21, 18, 0, tzinfo=UTC),
    ends_at=datetime(2027, 1, 21, 20, 30, tzinfo=UTC),
    access="Métro Gaîté",
    description="Trois habitants racontent, puis on se parle.",
    code="parisa7",
)

REGISTRATION = {
    "event": EXAMPLE,
    "registration_id": UUID("01938a4e-7c00-7000-8000-000000000092"),
    "name": "Camille Verdier",
    "email": "camille@ville.example",
}


@example_of(EveningMail)
def evening_mail(mail):
    return mail(event=EXAMPLE)


@example_of(GuestMail)
def guest_mail(mail):
    return mail(**REGISTRATION)


@example_of(EveningHasMoved)
def evening_has_moved(mail):
    return mail(
        **REGISTRATION, former_place="jeudi 14 janvier 2027, de 19 h à 21 h 30, Café de l’Orne"
    )


@example_of(EveningThanks)
def evening_thanks(mail):
    return mail(**REGISTRATION, message="C’était un plaisir. La suite se passe ici, chez nous.")


@example_of(EveningInvites)
def evening_invites(mail):
    return mail(
        event=EXAMPLE,
        invitation_id=UUID("01938a4e-7c00-7000-8000-000000000093"),
        prospect_id=UUID("01938a4e-7c00-7000-8000-000000000081"),
        email="camille@ville.example",
    )


@example_of(ClubGuestMail)
def club_guest_mail(mail):
    return mail(event=EXAMPLE, invitation_id=UUID("01938a4e-7c00-7000-8000-000000000094"))
