"""Examples of the mails of `bocage.workspaces.bookings.mails.requests`."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from bocage.workspaces.bookings.mails.requests import (
    AnswerMail,
    DecisionMail,
    QuestionMail,
    RequestAcceptedMail,
    RequestMail,
    RequestReceivedMail,
    RequestRefusedMail,
)
from bocage.workspaces.bookings.replacements import LostDate
from tests.mail_examples.registry import example_of
from tests.mail_examples.workspaces.bookings.bookings import EXAMPLE

EXAMPLE_DUE = datetime.fromisoformat("2026-11-24T17:00:00+00:00")

EXAMPLE_HOST = UUID("0199b7a4-0000-7000-8000-000000000003")

EXAMPLE_LOST = [
    LostDate(
        booking_id=UUID("0199b7a4-0000-7000-8000-000000000004"),
        starts_at=datetime(2026, 12, 8, 8, 0, tzinfo=UTC),
        ends_at=datetime(2026, 12, 8, 11, 0, tzinfo=UTC),
    )
]


@example_of(RequestMail)
def request_mail(mail):
    return mail(facts=EXAMPLE, hello="Camille")


@example_of(RequestReceivedMail)
def request_received_mail(mail):
    return mail(facts=EXAMPLE, hello="Camille", answer_due=EXAMPLE_DUE)


@example_of(RequestAcceptedMail)
def request_accepted_mail(mail):
    return mail(facts=EXAMPLE, note="Le chauffage s’allume à l’entrée")


@example_of(RequestRefusedMail)
def request_refused_mail(mail):
    return mail(facts=EXAMPLE, hello="Camille", reason="La salle sert au conseil ce jour-là.")


@example_of(QuestionMail)
def question_mail(mail):
    return mail(facts=EXAMPLE, hello="Camille", text="Avez-vous besoin du vidéoprojecteur ?")


@example_of(DecisionMail)
def decision_mail(mail):
    return mail(
        facts=EXAMPLE,
        hello="Maud",
        host_id=EXAMPLE_HOST,
        requester_name="Camille Lefèvre",
        answer_due=EXAMPLE_DUE,
        rivals=1,
    )


@example_of(AnswerMail)
def answer_mail(mail):
    return replace(decision_mail(mail), text="Oui, avec une prise HDMI.", rivals=0)
