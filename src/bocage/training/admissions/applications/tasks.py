"""Scheduled jobs of applications: scans of documents, expiry of seat offers, reminders."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic, task
from bocage.training.admissions.applications.operations.documents import scan_document
from bocage.training.admissions.applications.operations.scheduled import remind_of_drafts
from bocage.training.admissions.applications.operations.seat_offers import (
    expire_seat_offers,
    fill_free_seats,
    remind_of_offers,
)


@task(description=_("Cherche des virus dans une pièce envoyée"))
def scan_sent_document(*, document_id: str) -> None:
    """Scans a document that was just sent."""
    scan_document(document_id=UUID(document_id))


@periodic("*/10 * * * *", description=_("Propose les places libres des formations"))
def pass_training_seats_on() -> None:
    """Offers to the waiting lists the seats left without an answer, and other freed seats."""
    expire_seat_offers()
    fill_free_seats()


@periodic("40 7 * * *", description=_("Rappelle leur échéance aux candidats"))
def remind_applicants() -> None:
    """Reminds applicants of drafts near their deadline, and of seats near theirs."""
    remind_of_drafts()
    remind_of_offers()
