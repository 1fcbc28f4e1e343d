"""Examples of the mails of `bocage.welcome.relays.mails.relays`."""

from datetime import UTC, datetime
from uuid import UUID

from bocage.welcome.relays.mails.relays import (
    AnswerableRelayMail,
    RelayTakenBackMail,
    ReplyToConfirmMail,
)
from tests.mail_examples.registry import example_of

PERSON = UUID("0199b7a4-0000-7000-8000-000000000003")

RELAY = UUID("0199b7a4-0000-7000-8000-00000000000c")

WORDS = (
    "Camille et Hugo cherchent une maison à louer pour janvier. "
    "Ils télétravaillent trois jours sur cinq, et l’école compte pour eux."
)


@example_of(AnswerableRelayMail)
def answerable_relay_mail(mail):
    return mail(
        commune_name="Boitron",
        person_id=PERSON,
        relay_id=RELAY,
        household_names="Camille et Hugo",
        household="deux adultes, deux enfants",
        words=WORDS,
        due_at=datetime(2026, 12, 1, 9, tzinfo=UTC),
        sender="Claire Martin",
        may_answer_by_mail=True,
        is_epci_next=True,
    )


@example_of(RelayTakenBackMail)
def relay_taken_back_mail(mail):
    return mail(commune_name="Boitron", household_names="Camille et Hugo")


@example_of(ReplyToConfirmMail)
def reply_to_confirm_mail(mail):
    return mail(
        commune_name="Boitron",
        person_id=PERSON,
        relay_id=RELAY,
        words="La maison de madame Prévost se libère en février, je lui en parle dimanche.",
    )
