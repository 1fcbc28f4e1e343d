"""Leads by the clock. Safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.housing.leads.operations.freshness import ask_about_old_leads, hide_stale_leads


@periodic("17 7-18 * * *", description=_("Demande si les pistes sont toujours libres"))
def keep_leads_fresh() -> None:
    """Hides what was asked about in vain, then asks about what nobody confirmed. By day."""
    hide_stale_leads()
    ask_about_old_leads()
