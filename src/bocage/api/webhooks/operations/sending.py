"""One attempt of a delivery: the payload is built, signed and posted, and the answer recorded.

No row is locked while the receiver answers. A worker that dies in between leaves the delivery with
the time of its next attempt.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists
from django.utils import timezone

from bocage.api.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.notifications import notify_failing, notify_stopped
from bocage.api.webhooks.operations.lanes import earlier_in_lane
from bocage.api.webhooks.operations.subscriptions import forget_failures
from bocage.api.webhooks.payloads import body_of, message_id
from bocage.api.webhooks.signing import signed_headers
from bocage.foundation.db.row_locks import lock_rows
from bocage.foundation.http.fetching import FetchRefused, Limits, post, user_agent

RETRY_PERIOD = timedelta(days=2)
SHORTEST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=8)
"""Between two attempts, each wait being as long as all that was waited before."""
LONGEST_WISH = timedelta(days=1)
"""Maximum delay of a Retry-After that is followed."""
LIMITS = Limits(octets=2_000, seconds=10, step_s=5)
LONGEST_ANSWER = 1_000

FAILURES_BEFORE_A_REST = 3
RESTS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 30, 60))
NOTIFY_AFTER = timedelta(hours=24)
STOP_AFTER = timedelta(days=5)
LEAST_FAILURES_TO_STOP = 10
HTTP_GONE = 410

State = WebhookDelivery.State
StoppedBecause = WebhookSubscription.StoppedBecause


@dataclass(frozen=True, kw_only=True)
class _Sending:
    """Data of an attempt, so that nothing is read again during the request."""

    delivery_id: int
    number: int
    url: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class _Answer:
    """Answer of a receiver. `retry_after_s`: the delay that it requests."""

    status: int | None
    error: str
    text: str
    milliseconds: int
    retry_after_s: int

    @property
    def has_arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def attempt(*, delivery_id: int, now: datetime | None = None) -> UUID | None:
    """Sends a delivery once, if it is its turn.

    Returns its subscription, so that the waiting deliveries are checked; None if nothing was done.
    Of two concurrent calls, one sends. A payload that the owner may no longer see is withheld.
    """
    now = now or timezone.now()
    sending = _claim(delivery_id, now)
    if not isinstance(sending, _Sending):
        return sending
    answer = _post(sending)
    return _write_answer(sending, answer, now)


@transaction.atomic
def _claim(delivery_id: int, now: datetime) -> _Sending | UUID | None:
    """Returns the delivery to send, or the subscription of one that is withheld."""
    delivery = (
        WebhookDelivery.objects.select_related("subscription__owner", "subscription__scope")
        .select_for_update(of=("self",), skip_locked=True)
        .annotate(has_earlier=Exists(earlier_in_lane()))
        .filter(pk=delivery_id, state=State.WAITING, next_attempt_at__lte=now)
        .first()
    )
    if delivery is None:
        return None
    delivery.taken_at = None
    subscription = delivery.subscription
    rests = subscription.resting_until is not None and now < subscription.resting_until
    if not subscription.is_active or rests or delivery.has_earlier:
        delivery.save(update_fields=["taken_at"])
        return None
    body = body_of(delivery)
    if body is None:
        _finish(delivery, State.WITHHELD, now)
        return subscription.pk
    delivery.attempts_count += 1
    delivery.next_attempt_at = now + _wait(delivery, now)
    delivery.body = body
    delivery.save(update_fields=["taken_at", "attempts_count", "next_attempt_at", "body"])
    return _Sending(
        delivery_id=delivery.pk,
        number=delivery.attempts_count,
        url=subscription.url,
        body=body.encode(),
        headers={
            "Content-Type": "application/json",
            "User-Agent": user_agent(),
            **signed_headers(
                message_id=message_id(delivery),
                at=now,
                body=body.encode(),
                secrets_in_use=subscription.secrets_at(now),
            ),
        },
    )


def _wait(delivery: WebhookDelivery, now: datetime) -> timedelta:
    waited_for = now - delivery.waiting_since
    return min(max(waited_for, SHORTEST_WAIT), LONGEST_WAIT)


def _post(sending: _Sending) -> _Answer:
    started = time.monotonic()
    status, error, text, retry_after_s = None, "", "", 0
    try:
        response = post(
            sending.url,
            content=sending.body,
            headers=sending.headers,
            limits=LIMITS,
            loopback=settings.BOCAGE.fetch_loopback,
        )
    except FetchRefused as refused:
        error = refused.code
    else:
        status, retry_after_s = response.status, response.retry_after_s
        text = response.content.decode("utf-8", "replace").replace("\x00", "")[:LONGEST_ANSWER]
    return _Answer(
        status=status,
        error=error,
        text=text,
        milliseconds=int((time.monotonic() - started) * 1_000),
        retry_after_s=retry_after_s,
    )


@transaction.atomic
def _write_answer(sending: _Sending, answer: _Answer, now: datetime) -> UUID | None:
    """Records an answer: locks the subscription, then its delivery; None if it was removed
    meanwhile.
    """
    subscription = (
        lock_rows(WebhookSubscription.objects.select_related("owner"))
        .filter(deliveries=sending.delivery_id)
        .first()
    )
    if subscription is None:
        return None
    delivery = WebhookDelivery.objects.select_for_update(of=("self",)).get(pk=sending.delivery_id)
    WebhookAttempt.objects.create(
        delivery=delivery,
        number=sending.number,
        at=now,
        milliseconds=answer.milliseconds,
        status=answer.status,
        error=answer.error,
        answer=answer.text,
    )
    if answer.has_arrived:
        if not delivery.is_finished:
            _finish(delivery, State.DELIVERED, now)
        if subscription.failures:
            forget_failures(subscription)
            subscription.save()
        return subscription.pk
    _write_failure(subscription, answer, now)
    if not delivery.is_finished:
        _postpone(delivery, answer, now)
    return subscription.pk


def _postpone(delivery: WebhookDelivery, answer: _Answer, now: datetime) -> None:
    wish = min(timedelta(seconds=answer.retry_after_s), LONGEST_WISH)
    delivery.next_attempt_at = max(delivery.next_attempt_at, now + wish)
    if delivery.next_attempt_at > delivery.waiting_since + RETRY_PERIOD:
        _finish(delivery, State.LOST, now)
    else:
        delivery.save(update_fields=["next_attempt_at"])


def _write_failure(subscription: WebhookSubscription, answer: _Answer, now: datetime) -> None:
    """Pauses a failing address, notifies its owner after a while, and stops it at last."""
    subscription.failures += 1
    subscription.failing_since = subscription.failing_since or now
    over = subscription.failures - FAILURES_BEFORE_A_REST
    if over >= 0:
        subscription.resting_until = now + RESTS[min(over, len(RESTS) - 1)]
    failing_for = now - subscription.failing_since
    too_long = failing_for >= STOP_AFTER and subscription.failures >= LEAST_FAILURES_TO_STOP
    if answer.status == HTTP_GONE or too_long:
        subscription.state = WebhookSubscription.State.STOPPED
        subscription.stopped_because = (
            StoppedBecause.GONE if answer.status == HTTP_GONE else StoppedBecause.FAILING
        )
        notify_stopped(subscription)
    elif failing_for >= NOTIFY_AFTER and subscription.notified_at is None:
        subscription.notified_at = now
        notify_failing(subscription)
    subscription.save()


def _finish(delivery: WebhookDelivery, state: str, now: datetime) -> None:
    delivery.state, delivery.finished_at, delivery.taken_at = state, now, None
    if state == State.WITHHELD:
        delivery.body = ""
    delivery.save(update_fields=["state", "finished_at", "taken_at", "body"])
