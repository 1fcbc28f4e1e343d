"""Scheduled tasks of follow-ups. Safe to run twice, and concurrently."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.welcome.follow_ups.operations.follow_ups import ask_due_follow_ups, call_about_silences


@periodic("40 7 * * *", description=_("Demande des nouvelles aux ménages installés"))
def ask_how_it_goes() -> None:
    """Sends the follow-ups that are due (`ask_due_follow_ups`), then schedules the calls to
    households that did not answer (`call_about_silences`).
    """
    ask_due_follow_ups()
    call_about_silences()
