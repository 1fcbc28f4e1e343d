"""Webhook subscriptions of a host: delivered, pending and abandoned."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from bocage.api.webhooks.models import WebhookDelivery
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.api.webhooks.factories import AttemptFactory, DeliveryFactory, SubscriptionFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["developers_webhooks"],
    "teleworker": ["webhooks", "webhook_add"],
    Role.HOST: [
        "webhooks",
        "webhook_add",
        "webhook_add?perimetre={webhook_scope}",
        "webhook",
        "stopped/webhook",
        "webhook?etat=lost",
        "webhook_change",
        "webhook_delivery",
        "withheld/webhook_delivery",
    ],
}
NO_PAGES = dict.fromkeys(
    (
        "webhook_pause",
        "webhook_remove",
        "webhook_replay",
        "webhook_replay_lost",
        "webhook_resume",
        "webhook_secret",
        "webhook_test",
    ),
    "answers a form",
)


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Creates a subscription that works again after a failure, with each delivery state; and one
    stopped."""
    now, host = timezone.now(), people[Role.HOST]
    subscription = SubscriptionFactory(
        owner=host,
        scope=place.scope,
        name="Site de la mairie de Boitron",
        former_secret=SubscriptionFactory.build().secret,
        former_secret_until=now + timedelta(hours=5),
    )
    stopped_subscription = SubscriptionFactory(
        owner=host, state="stopped", stopped_because="gone", failures=3, failing_since=now
    )
    DeliveryFactory.create_batch(31, subscription=subscription, arrived=True)
    delivery = DeliveryFactory(
        subscription=subscription,
        arrived=True,
        attempts_count=2,
        body='{"type":"booking.confirmed","data":{"booking":{"id":"' + "9" * 90 + '"}}}',
    )
    AttemptFactory(delivery=delivery, number=1, status=None, error="too_slow")
    AttemptFactory(delivery=delivery, number=2, answer='{"ok":"' + "x" * 300 + '"}')
    DeliveryFactory(subscription=subscription, final_state=WebhookDelivery.State.LOST)
    withheld_delivery = DeliveryFactory(
        subscription=subscription, final_state=WebhookDelivery.State.WITHHELD
    )
    return {
        "webhook_id": subscription.pk,
        "stopped.webhook_id": stopped_subscription.pk,
        "webhook_delivery.key": delivery.key,
        "withheld.key": withheld_delivery.key,
        "webhook_scope": place.scope_id,
    }
