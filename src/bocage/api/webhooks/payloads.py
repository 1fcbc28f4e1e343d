"""Payloads of deliveries, built from the current data and the permissions of the owner."""

import json
from uuid import UUID

from django.utils import translation

from bocage.api.webhooks.models import WebhookDelivery
from bocage.api.webhooks.registry import VERSION, Facts, public_event

TEST = "webhook.test"
"""Name of the test event, which is sent by hand."""


def message_id(delivery: WebhookDelivery) -> str:
    """Returns the identifier by which a receiver recognises repeated deliveries."""
    return f"msg_{delivery.key.hex}"


def body_of(delivery: WebhookDelivery) -> str | None:
    """Returns the JSON to send now; None if the owner may no longer see its subject.

    `type`, `timestamp` and `data` are those of Standard Webhooks.
    """
    data = _data_of(delivery)
    if data is None:
        return None
    message = {
        "type": delivery.event,
        "version": VERSION,
        "timestamp": delivery.happened_at.isoformat(),
        "data": data,
    }
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"))


def _data_of(delivery: WebhookDelivery) -> Facts | None:
    subscription = delivery.subscription
    if delivery.event == TEST:
        return {"webhook": {"id": str(subscription.pk), "name": subscription.name}}
    event = public_event(delivery.event)
    row = event.subject.find(UUID(delivery.subject)) if event else None
    if event is None or row is None:
        return None
    if not event.subject.concerns(subscription.owner, subscription.scope, row):
        return None
    with translation.override(subscription.owner.language):
        return {event.subject.kind: event.subject.facts_of(row), **delivery.facts}
