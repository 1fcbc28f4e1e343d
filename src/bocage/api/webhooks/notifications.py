"""Notifications to the owner of a receiver that does not answer."""

from typing import Any

from bocage.api.webhooks.mails import WebhookFailing, WebhookStopped
from bocage.api.webhooks.models import WebhookSubscription
from bocage.people.mailing import write_to


def notify_failing(subscription: WebhookSubscription) -> None:
    """Mails the owner that a receiver does not answer. It is sent once for each failure that lasts
    a day.
    """
    write_to(subscription.owner, WebhookFailing(**_facts(subscription)))


def notify_stopped(subscription: WebhookSubscription) -> None:
    """Mails the owner that a subscription has been stopped."""
    write_to(subscription.owner, WebhookStopped(**_facts(subscription)))


def _facts(subscription: WebhookSubscription) -> dict[str, Any]:
    return {
        "receiver_name": subscription.name,
        "failing_since": subscription.failing_since,
        "subscription_id": str(subscription.pk),
    }
