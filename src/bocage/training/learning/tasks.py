"""Scheduled jobs after a course. Each can safely run twice or concurrently."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.training.learning.operations import remind_silent, request_due_outcomes


@periodic("50 7 * * *", description=_("Demande ce que sont devenus les projets des stagiaires"))
def request_outcomes() -> None:
    """Sends due follow-up requests (`request_due_outcomes`), then reminders (`remind_silent`)."""
    request_due_outcomes()
    remind_silent()
