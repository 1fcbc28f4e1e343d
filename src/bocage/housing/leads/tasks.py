"""Leads by the clock. Safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.housing.leads.operations.freshness import ask_about_old_leads, hide_stale_leads


@periodic("17 7-18 * * *", description=_("Demande si les pistes sont toujours libres"))
def refresh_leads() -> None:
    """Hides the leads without an answer, then asks about unconfirmed ones. In the daytime."""
    hide_stale_leads()
    ask_about_old_leads()
