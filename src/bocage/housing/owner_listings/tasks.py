"""Offers of owners by the clock. Safe to run twice, and at once."""

from django.utils.translation import gettext_lazy as _

from bocage.foundation.jobs.tasks import periodic
from bocage.housing.owner_listings.operations.freshness import ask_owners, hide_unanswered_offers


@periodic(
    "27 7-18 * * *", description=_("Demande aux propriétaires si leur logement est toujours libre")
)
def refresh_offers() -> None:
    """Hides the offers without an answer, then asks about unconfirmed ones. In the daytime."""
    hide_unanswered_offers()
    ask_owners()
