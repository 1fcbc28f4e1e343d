"""Periodic tasks of webhooks. Each is safe to run twice, and concurrently."""

from django.utils.translation import gettext_lazy as _

from bocage.api.webhooks.queueing import (
    abandon_late_deliveries,
    queue_due,
)
from bocage.foundation.jobs.tasks import periodic


@periodic("* * * * *", description=_("Renvoie aux logiciels ce qui n’est pas arrivé"))
def send_webhooks() -> None:
    """Sends due deliveries again, and gives up those that have waited for too long."""
    abandon_late_deliveries()
    queue_due()
