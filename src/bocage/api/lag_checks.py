"""What must not be late in the open doors: messages to software that answers."""

from datetime import timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.api.models import WebhookDelivery, WebhookSubscription
from bocage.foundation.monitoring import add_lag_check


def _oldest_delivery() -> timedelta:
    """Of software that does not fail: what waits for one that does is late through no fault of
    ours, and its owner is told."""
    now = timezone.now()
    waiting = WebhookDelivery.objects.filter(
        state=WebhookDelivery.State.WAITING,
        next_attempt_at__lte=now,
        subscription__state=WebhookSubscription.State.ACTIVE,
        subscription__failures=0,
    )
    oldest = waiting.aggregate(oldest=Min("next_attempt_at"))["oldest"]
    return now - oldest if oldest else timedelta(0)


add_lag_check(
    name="webhooks",
    label=_("Logiciels prévenus"),
    limit=timedelta(minutes=10),
    delay=_oldest_delivery,
)
