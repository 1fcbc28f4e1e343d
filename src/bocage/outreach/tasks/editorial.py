"""What editorial pages do by the clock. It is safe to run twice, and at once."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.foundation.tasks import periodic
from bocage.outreach.operations.editorial_site import publish_what_is_due


@periodic("* * * * *", says=_("Publie et retire les pages à leur heure"))
def keep_to_the_schedule() -> None:
    """Publishes and takes off the pages whose moment has come."""
    publish_what_is_due()
