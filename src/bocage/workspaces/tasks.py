"""What the room does by itself, by the clock. Each is safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.workspaces.operations.offers import offer_what_is_free
from bocage.workspaces.operations.reminders import send_reminders
from bocage.workspaces.operations.requests import lapse_requests, remind_approvers
from bocage.workspaces.operations.wait_endings import expire_entries
from bocage.workspaces.operations.waitlist import lapse_offers


@periodic("* * * * *", says=_("Termine les demandes et les attentes dont l’heure est passée"))
def settle_what_is_due() -> None:
    """Ends requests, offers and waits whose time has come, and offers what is free."""
    lapse_requests()
    lapse_offers()
    expire_entries()
    offer_what_is_free()


@periodic("*/5 * * * *", says=_("Rappelle leurs réservations"))
def remind_people() -> None:
    """Reminds people of their bookings, and hosts of the requests that wait for them."""
    send_reminders()
    remind_approvers()
