"""Reminders, by the clock. Safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.workspaces.bookings.operations.reminders import send_reminders
from bocage.workspaces.bookings.operations.requests import remind_approvers


@periodic("*/5 * * * *", description=_("Rappelle leurs réservations"))
def remind_people() -> None:
    """Reminds people of their bookings, and hosts of the requests that wait for them."""
    send_reminders()
    remind_approvers()
