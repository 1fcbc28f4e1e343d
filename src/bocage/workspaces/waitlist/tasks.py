"""Ends of requests, offers and waits, by the clock. Safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.workspaces.bookings.operations.requests import lapse_requests
from bocage.workspaces.waitlist.operations.offers import offer_free_spaces
from bocage.workspaces.waitlist.operations.wait_endings import expire_entries
from bocage.workspaces.waitlist.operations.waitlist import lapse_offers


@periodic(
    "* * * * *", description=_("Termine les demandes et les attentes dont l’heure est passée")
)
def end_due_waits() -> None:
    """Ends the requests, offers and waits that are due, and offers free spaces."""
    lapse_requests()
    lapse_offers()
    expire_entries()
    offer_free_spaces()
