"""An event becomes one delivery for each subscription that may hear of it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from bocage.api.webhooks.errors import NotSent, StillWaiting
from bocage.api.webhooks.models import WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.operations.subscriptions import locked_subscription
from bocage.api.webhooks.payloads import TEST
from bocage.api.webhooks.queueing import queue, queue_due
from bocage.api.webhooks.registry import PublicEvent
from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.events import Publication
from bocage.people.models import Person

State = WebhookDelivery.State


def create_deliveries(
    *, event: PublicEvent, happened: Any, publication: Publication, now: datetime | None = None
) -> int:
    """Creates and queues a delivery of an event for each subscription concerned, and returns their
    number.

    It is idempotent for one publication.
    """
    now = now or timezone.now()
    key = event.key(happened)
    row = event.subject.find(key)
    if row is None:
        return 0
    concerned = [
        subscription
        for subscription in _subscriptions_to(event, row)
        if event.subject.concerns(subscription.owner, subscription.scope, row)
    ]
    if not concerned:
        return 0
    facts = event.event_facts(happened).facts()
    with transaction.atomic():
        WebhookDelivery.objects.bulk_create(
            (
                WebhookDelivery(
                    subscription=subscription,
                    publication=publication.id,
                    event=event.name,
                    lane=event.lane(key),
                    subject=str(key),
                    facts=facts,
                    happened_at=publication.at,
                    waiting_since=now,
                    next_attempt_at=now,
                )
                for subscription in concerned
            ),
            ignore_conflicts=True,
        )
        queue_due(now=now, subscriptions=[subscription.pk for subscription in concerned])
    return len(concerned)


def send_test(
    *, by: Person, subscription: WebhookSubscription, now: datetime | None = None
) -> WebhookDelivery:
    """Queues a test delivery without content, to check the response of the receiver.

    Raises:
        NotAllowed: it belongs to another person.
        SubscriptionGone: it was removed.
        NotSent: it is paused or stopped.
    """
    by.require("api.manage_webhook", subscription)
    now, key = now or timezone.now(), new_identifier()
    with transaction.atomic():
        locked = locked_subscription(subscription)
        if not locked.is_active:
            raise NotSent
        _end_rest(locked)
        delivery = WebhookDelivery.objects.create(
            subscription=locked,
            publication=key,
            event=TEST,
            lane=f"test:{key}",
            subject=str(locked.pk),
            happened_at=now,
            waiting_since=now,
            next_attempt_at=now,
        )
        queue([delivery], now=now)
    return delivery


def replay_delivery(
    *, by: Person, delivery: WebhookDelivery, now: datetime | None = None
) -> WebhookDelivery:
    """Sends a finished delivery again, with the current state of its subject and the same
    identifier.

    Raises:
        NotAllowed: it belongs to another person.
        SubscriptionGone: it was removed.
        NotSent: the subscription is paused or stopped.
        StillWaiting: it is already queued.
    """
    by.require("api.manage_webhook", delivery.subscription)
    now = now or timezone.now()
    with transaction.atomic():
        _check_active(delivery.subscription)
        if not _wait_again(WebhookDelivery.objects.filter(pk=delivery.pk), now):
            raise StillWaiting
        queue_due(now=now, subscriptions=[delivery.subscription_id])
    delivery.refresh_from_db()
    return delivery


def replay_lost(
    *, by: Person, subscription: WebhookSubscription, now: datetime | None = None
) -> int:
    """Sends again, in order, all the lost deliveries that are still stored; returns their number.

    Raises:
        NotAllowed: it belongs to another person.
        SubscriptionGone: it was removed.
        NotSent: it is paused or stopped.
    """
    by.require("api.manage_webhook", subscription)
    now = now or timezone.now()
    with transaction.atomic():
        _check_active(subscription)
        lost_deliveries = WebhookDelivery.objects.filter(
            subscription=subscription, state=State.LOST
        )
        replayed = _wait_again(lost_deliveries, now)
        queue_due(now=now, subscriptions=[subscription.pk])
    return replayed


def _wait_again(deliveries: QuerySet[WebhookDelivery], now: datetime) -> int:
    final = deliveries.filter(state__in=WebhookDelivery.FINAL_STATES)
    return final.update(
        state=State.WAITING,
        finished_at=None,
        waiting_since=now,
        next_attempt_at=now,
        taken_at=None,
    )


def _check_active(subscription: WebhookSubscription) -> None:
    locked = locked_subscription(subscription)
    if not locked.is_active:
        raise NotSent
    _end_rest(locked)


def _end_rest(locked: WebhookSubscription) -> None:
    """Ends the pause of a failing address: a person requests the delivery by hand."""
    if locked.resting_until is not None:
        locked.resting_until = None
        locked.save(update_fields=["resting_until"])


def _subscriptions_to(event: PublicEvent, row: Any) -> QuerySet[WebhookSubscription]:
    """Lists the active subscriptions to an event: on any scope, or of people whom it concerns.

    `Subject.concerns` checks afterwards whether each may receive it.
    """
    subscriptions = WebhookSubscription.objects.filter(
        state=WebhookSubscription.State.ACTIVE, events__contains=[event.name]
    )
    if event.subject.holders is not None:
        holders = Q(owner__in=event.subject.holders(row))
        subscriptions = subscriptions.filter(Q(scope__isnull=False) | holders)
    return subscriptions.select_related("owner", "scope").order_by("created_at", "pk")
