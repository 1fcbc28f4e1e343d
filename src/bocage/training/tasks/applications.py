"""What is done by itself for applications: documents looked at, seats passed on, reminders."""

from __future__ import annotations

from uuid import UUID

from bocage.foundation.tasks import periodic, task
from bocage.training.operations.application_clock import (
    remind_of_drafts,
)
from bocage.training.operations.application_documents import (
    scan_document,
    scan_waiting_documents,
)
from bocage.training.operations.seat_offers import (
    fill_free_seats,
    let_offers_lapse,
    remind_of_offers,
)


@task
def scan_sent_document(*, document_id: str) -> None:
    """Has a document that was just sent looked at."""
    scan_document(document_id=UUID(document_id))


@periodic("*/5 * * * *")
def look_at_waiting_documents() -> None:
    """Documents that ClamAV has not seen yet."""
    scan_waiting_documents()


@periodic("*/10 * * * *")
def pass_training_seats_on() -> None:
    """Seats that nobody answered for, and those that came free, go to those who wait."""
    let_offers_lapse()
    fill_free_seats()


@periodic("40 7 * * *")
def remind_applicants() -> None:
    """Drafts near their deadline, and seats near theirs."""
    remind_of_drafts()
    remind_of_offers()
