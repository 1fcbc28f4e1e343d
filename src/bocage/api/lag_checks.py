"""Delays that the API room measures: webhooks to receivers that answer."""

from datetime import timedelta

from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.api.models import WebhookDelivery, WebhookSubscription
from bocage.foundation.monitoring import add_lag_check


def _oldest_delivery() -> timedelta:
    """Returns the delay of the oldest delivery to a receiver that does not fail.

    Those to a failing receiver are late through no fault of ours, and its owner is notified.
    """
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
