"""Scheduled jobs of sequences: enrolment, queueing, sending. Each can safely run twice."""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic, task
from bocage.outreach.sequences.operations import enrolments
from bocage.outreach.sequences.operations.sendings import queue_due_letters, send_due_letters


@task(description=_("Fait entrer des contacts dans une suite de lettres"))
def enter_crowd(*, entry_id: str) -> None:
    """Enrols an audience in a sequence (see `operations.enrolments.enter_crowd`)."""
    enrolments.enter_crowd(UUID(entry_id))


@periodic("* * * * *", description=_("Envoie les lettres qui sont dues"))
def send_letters() -> None:
    """Queues the letters that are due, then sends some, every minute (see `queue_due_letters` and
    `send_due_letters`).
    """
    queue_due_letters()
    send_due_letters()
