"""Examples of the mails of `bocage.training.admissions.applications.mails`."""

from datetime import UTC, date, datetime
from typing import Any

from bocage.training.admissions.applications.mails import (
    ApplicationReceived,
    DocumentInfected,
    DraftWaiting,
    NotChosen,
    OnWaitingList,
    SeatConfirmed,
    SeatOffered,
)
from tests.mail_examples.registry import example_of

EXAMPLE = "01938a4e-7c00-7000-8000-000000000091"

WHICH: dict[str, Any] = {
    "application_id": EXAMPLE,
    "programme_name": "Lancer son activité sur le Web",
    "cohort_name": "Printemps 2027",
}


@example_of(ApplicationReceived)
def application_received(mail):
    return mail(**WHICH, title="Des sites pour les artisans", apply_until=date(2027, 2, 15))


@example_of(DraftWaiting)
def draft_waiting(mail):
    return mail(**WHICH, until=date(2027, 2, 15))


@example_of(DocumentInfected)
def document_infected(mail):
    return mail(**WHICH, document_name="devis.pdf")


@example_of(SeatOffered)
def seat_offered(mail):
    return mail(
        **WHICH,
        offer_id=EXAMPLE,
        person_id=EXAMPLE,
        answer_by=datetime(2027, 3, 1, 22, 59, tzinfo=UTC),
        starts_on=date(2027, 3, 15),
        words="Votre projet nous a convaincus dès les premières lignes.",
        gets_welcome=True,
    )


@example_of(SeatConfirmed)
def seat_confirmed(mail):
    return mail(**WHICH, starts_on=date(2027, 3, 15))


@example_of(OnWaitingList)
def on_waiting_list(mail):
    return mail(**WHICH, rank=2, words="Votre projet a plu ; il ne manque que la place.")


@example_of(NotChosen)
def not_chosen(mail):
    return mail(
        **WHICH,
        cause="refused",
        words="Le projet est généreux, mais nous n’avons pas compris qui paiera.",
        contact="formation@cci.example",
        courses=(("Vendre en ligne · Été 2027", "vendre-en-ligne"),),
    )
