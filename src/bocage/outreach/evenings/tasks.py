"""Scheduled jobs of evenings. Each can safely run twice or concurrently."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic, task
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.operations.invitations import send_invitations
from bocage.registrations.operations.clock import hold_past_events, remind_registered


@task(description=_("Envoie les premières invitations d’une soirée"))
def send_pending_invitations() -> None:
    """Sends the first invitations at once; the scheduled job sends the others (see
    `send_invitations`).
    """
    send_invitations()


@periodic("20 * * * *", description=_("Rappelle les soirées et note celles qui ont eu lieu"))
def see_to_evenings() -> None:
    """Sends reminders of upcoming evenings, and marks past ones as held."""
    remind_registered(CityEvening)
    hold_past_events(CityEvening)
