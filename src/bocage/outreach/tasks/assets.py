"""What is done for assets by the clock. It is safe to run twice, and at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.outreach.operations.asset_freshness import tell_keepers_of_aged_assets


@periodic("20 8 * * 1-5", says=_("Signale les documents à rafraîchir"))
def tell_what_has_aged() -> None:
    """See `tell_keepers_of_aged_assets`."""
    tell_keepers_of_aged_assets()
