"""Scheduled tasks of follow-ups. Safe to run twice, and concurrently."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.welcome.follow_ups.operations.follow_ups import (
    ask_due_follow_ups,
    schedule_calls_for_silence,
)


@periodic("40 7 * * *", description=_("Demande des nouvelles aux ménages installés"))
def send_follow_ups() -> None:
    """Sends the follow-ups that are due (`ask_due_follow_ups`), then schedules the calls to
    households that did not answer (`schedule_calls_for_silence`).
    """
    ask_due_follow_ups()
    schedule_calls_for_silence()
