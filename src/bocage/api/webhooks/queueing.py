"""Queue of deliveries: the first due one of each lane."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from procrastinate import RetryStrategy

from bocage.api.webhooks.models import WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.operations.lanes import earlier_in_lane
from bocage.api.webhooks.operations.sending import FAILURES_BEFORE_A_REST, RETRY_PERIOD, attempt
from bocage.foundation.db.row_locks import lock_free_rows
from bocage.foundation.jobs.tasks import defer_together, task

DELIVERY_RETENTION = timedelta(days=30)
CLAIM_LIMIT = 200
CLAIM_PERIOD = timedelta(minutes=10)
"""A task that has not sent by then is lost: another is made."""
BEHIND_MAILS = -1
"""Priority: an unresponsive address occupies one of the two tasks of a worker, and the deliveries
behind it must not delay mails.
"""

State = WebhookDelivery.State


@task(
    retry=RetryStrategy(max_attempts=1),
    description=_("Envoie une nouvelle à un logiciel qui l’attend"),
)
def send_delivery(*, delivery_id: int) -> None:
    """Sends a delivery once (`attempt`), then queues those that waited behind it.

    After a failure, the next minute queues it again.
    """
    subscription = attempt(delivery_id=delivery_id)
    if subscription is not None:
        queue_due(subscriptions=[subscription])


def queue_due(*, now: datetime | None = None, subscriptions: Sequence[UUID] | None = None) -> int:
    """Creates a task for each due delivery (of these subscriptions, or of all); returns their
    number.

    Of one object, the earliest alone; to a failing address, one. Concurrent calls take different
    ones.
    """
    now = now or timezone.now()
    with transaction.atomic():
        due = _due(now)
        if subscriptions is not None:
            due = due.filter(subscription__in=subscriptions)
        due_rows = lock_free_rows(due.select_related("subscription")).order_by(
            "next_attempt_at", "pk"
        )
        claimed = list(_one_delivery_per_failing_endpoint(due_rows[:CLAIM_LIMIT]))
        queue(claimed, now=now)
    return len(claimed)


def queue(deliveries: Sequence[WebhookDelivery], *, now: datetime) -> None:
    """Makes a task for each of these, one after the other to one address."""
    if not deliveries:
        return
    WebhookDelivery.objects.filter(pk__in=[delivery.pk for delivery in deliveries]).update(
        taken_at=now
    )
    defer_together(
        [
            send_delivery.configure(
                lock=f"webhook:{delivery.subscription_id}",
                priority=BEHIND_MAILS,
                task_kwargs={"delivery_id": delivery.pk},
            )
            for delivery in deliveries
        ]
    )


def abandon_late_deliveries(*, now: datetime | None = None) -> int:
    """Marks as lost the deliveries that have waited for two days; they can be sent again by hand.
    Returns their number.
    """
    now = now or timezone.now()
    late = WebhookDelivery.objects.filter(
        state=State.WAITING, waiting_since__lte=now - RETRY_PERIOD
    )
    return late.update(state=State.LOST, finished_at=now, taken_at=None)


def forget_old_deliveries(*, now: datetime | None = None) -> int:
    """Deletes the finished deliveries of events older than thirty days, with their attempts;
    returns the number of deliveries."""
    now = now or timezone.now()
    old = WebhookDelivery.objects.filter(
        state__in=WebhookDelivery.FINAL_STATES, happened_at__lt=now - DELIVERY_RETENTION
    )
    _total, by_model = old.delete()
    return by_model.get(WebhookDelivery._meta.label, 0)


def _due(now: datetime) -> QuerySet[WebhookDelivery]:
    rested = Q(subscription__resting_until=None) | Q(subscription__resting_until__lte=now)
    unclaimed = Q(taken_at=None) | Q(taken_at__lt=now - CLAIM_PERIOD)
    return WebhookDelivery.objects.filter(
        rested,
        unclaimed,
        ~Exists(earlier_in_lane()),
        state=State.WAITING,
        next_attempt_at__lte=now,
        subscription__state=WebhookSubscription.State.ACTIVE,
    )


def _one_delivery_per_failing_endpoint(
    deliveries: Iterable[WebhookDelivery],
) -> Iterable[WebhookDelivery]:
    probed: set[UUID] = set()
    for delivery in deliveries:
        if delivery.subscription.failures < FAILURES_BEFORE_A_REST:
            yield delivery
        elif delivery.subscription_id not in probed:
            probed.add(delivery.subscription_id)
            yield delivery
