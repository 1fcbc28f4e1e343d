"""Who is told that a software does not answer: its owner."""

from __future__ import annotations

from typing import Any

from bocage.api.webhooks.mails import WebhookFailing, WebhookStopped
from bocage.api.webhooks.models import WebhookSubscription
from bocage.foundation.mail import Mail, send_mail


def tell_failing(subscription: WebhookSubscription) -> None:
    """Once for each failure that lasts a day."""
    _tell(subscription, WebhookFailing(**_facts(subscription)))


def tell_stopped(subscription: WebhookSubscription) -> None:
    """As it is stopped."""
    _tell(subscription, WebhookStopped(**_facts(subscription)))


def _tell(subscription: WebhookSubscription, mail: Mail) -> None:
    owner = subscription.owner
    if owner.is_active:
        send_mail(mail, to=owner.email, language=owner.language, person=owner)


def _facts(subscription: WebhookSubscription) -> dict[str, Any]:
    return {
        "receiver_name": subscription.name,
        "failing_since": subscription.failing_since,
        "subscription_id": str(subscription.pk),
    }
