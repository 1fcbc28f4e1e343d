"""Subscriptions: added, changed, paused, resumed, given another secret, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from bocage.api.webhooks.errors import (
    EventNotOffered,
    NotAReceiver,
    ReceiverThere,
    ReceiverUnknown,
    SubscriptionGone,
    TooManySubscriptions,
)
from bocage.api.webhooks.models import LONGEST_ADDRESS, WebhookSubscription
from bocage.api.webhooks.registry import public_event, public_events
from bocage.api.webhooks.signing import new_secret
from bocage.api.webhooks.subscribed_events import clear_subscribed_events
from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.http.fetching import (
    AddressNotAllowed,
    HostUnknown,
    check_is_outside,
    checked_address,
)
from bocage.people.models import Person, Scope

MAX_SUBSCRIPTIONS = 20
FORMER_SECRET_SIGNS = timedelta(hours=24)

State = WebhookSubscription.State


@dataclass(frozen=True, kw_only=True)
class SubscriptionTerms:
    """Terms of a subscription: its name, its address, and the names of its public events."""

    name: str
    url: str
    events: Sequence[str]


def add_subscription(
    *, by: Person, scope: Scope | None, terms: SubscriptionTerms
) -> WebhookSubscription:
    """Subscribes a receiver to events within a scope, and creates its secret.

    Without a scope, to those that concern `by` and to the public ones. `by` has to install the
    secret in the receiver.

    Raises:
        NotAllowed: `by` has no role over the scope that can see any of its events.
        NotAReceiver, ReceiverUnknown: the address is not a public https address.
        EventNotOffered: an event is unknown, or not visible to `by`.
        ReceiverThere: `by` has already subscribed it for this scope.
        TooManySubscriptions: `by` has twenty.
    """
    by.require("api.add_webhook", scope)
    url = _receiver(terms.url)
    events = _check_events(by, scope, terms.events)
    with transaction.atomic():
        lock_row(by)
        owned = WebhookSubscription.objects.filter(owner=by)
        if owned.count() >= MAX_SUBSCRIPTIONS:
            raise TooManySubscriptions
        if owned.filter(url=url, scope=scope).exists():
            raise ReceiverThere
        subscription = WebhookSubscription.objects.create(
            owner=by,
            name=terms.name.strip(),
            url=url,
            scope=scope,
            events=events,
            secret=new_secret(),
        )
    clear_subscribed_events()
    return subscription


def change_subscription(
    *, by: Person, subscription: WebhookSubscription, terms: SubscriptionTerms
) -> WebhookSubscription:
    """Changes the name, the address and the events of a subscription. Waiting deliveries go to the
    new address.

    Raises:
        NotAllowed: it belongs to another person.
        NotAReceiver, ReceiverUnknown, EventNotOffered, ReceiverThere: as `add_subscription`.
        SubscriptionGone: it was removed.
    """
    by.require("api.manage_webhook", subscription)
    url = _receiver(terms.url)
    with transaction.atomic():
        locked = locked_subscription(subscription)
        locked.events = _check_events(by, locked.scope, terms.events)
        locked.name = terms.name.strip()
        if locked.url != url:
            locked.url = url
            forget_failures(locked)
        with refusing({"api_webhook_once": ReceiverThere}):
            locked.save()
    clear_subscribed_events()
    return locked


def pause_subscription(*, by: Person, subscription: WebhookSubscription) -> WebhookSubscription:
    """Pauses a subscription: nothing is sent, and events that happen meanwhile are not queued. It
    is idempotent.

    Raises:
        NotAllowed: it belongs to another person.
        SubscriptionGone: it was removed.
    """
    by.require("api.manage_webhook", subscription)
    with transaction.atomic():
        locked = locked_subscription(subscription)
        if locked.state == State.ACTIVE:
            locked.state = State.PAUSED
            locked.save(update_fields=["state"])
    clear_subscribed_events()
    return locked


def resume_subscription(*, by: Person, subscription: WebhookSubscription) -> WebhookSubscription:
    """Resumes a subscription after a pause, or after it was stopped. Deliveries that still waited
    are sent.

    Raises:
        NotAllowed: it belongs to another person.
        SubscriptionGone: it was removed.
    """
    by.require("api.manage_webhook", subscription)
    with transaction.atomic():
        locked = locked_subscription(subscription)
        locked.state, locked.stopped_because = State.ACTIVE, ""
        forget_failures(locked)
        locked.save()
    clear_subscribed_events()
    return locked


def renew_secret(
    *, by: Person, subscription: WebhookSubscription, now: datetime | None = None
) -> WebhookSubscription:
    """Replaces the signing secret. The former one also signs for a day, so that the receiver
    refuses nothing before the new secret is installed.

    Raises:
        NotAllowed: it belongs to another person.
        SubscriptionGone: it was removed.
    """
    by.require("api.manage_webhook", subscription)
    now = now or timezone.now()
    with transaction.atomic():
        locked = locked_subscription(subscription)
        locked.former_secret, locked.former_secret_until = locked.secret, now + FORMER_SECRET_SIGNS
        locked.secret = new_secret()
        locked.save(update_fields=["secret", "former_secret", "former_secret_until"])
    return locked


def remove_subscription(*, by: Person, subscription: WebhookSubscription) -> None:
    """Removes a subscription with all of its deliveries. It is idempotent.

    Raises:
        NotAllowed: it belongs to another person.
    """
    by.require("api.manage_webhook", subscription)
    with transaction.atomic():
        owned = WebhookSubscription.objects.filter(pk=subscription.pk)
        # Locked before its deliveries, in the order of an attempt that records its answer.
        if owned.select_for_update(of=("self",)).first() is not None:
            owned.delete()
    clear_subscribed_events()


def locked_subscription(subscription: WebhookSubscription) -> WebhookSubscription:
    """Returns the subscription as it is in the database, locked until the end of the transaction.

    Raises:
        SubscriptionGone: it was removed.
    """
    locked = (
        lock_rows(WebhookSubscription.objects.select_related("scope", "owner"))
        .filter(pk=subscription.pk)
        .first()
    )
    if locked is None:
        raise SubscriptionGone
    return locked


def forget_failures(subscription: WebhookSubscription) -> None:
    """Resets the failures of a subscription that has answered or is tried anew. Does not save
    it."""
    subscription.failures = 0
    subscription.failing_since = subscription.resting_until = subscription.notified_at = None


def _receiver(url: str) -> str:
    """Returns the address to store. Its host is checked now, and at each attempt."""
    loopback = settings.BOCAGE.fetch_loopback
    try:
        address = checked_address(url)
        if len(address) > LONGEST_ADDRESS or not (address.startswith("https://") or loopback):
            raise NotAReceiver
        check_is_outside(address, loopback=loopback)
    except AddressNotAllowed:
        raise NotAReceiver from None
    except HostUnknown:
        raise ReceiverUnknown from None
    return address


def _check_events(by: Person, scope: Scope | None, names: Sequence[str]) -> list[str]:
    """Returns the chosen names, each once and in our order."""
    requested = [public_event(name) for name in names]
    if not requested or any(
        event is None or not event.is_offered_to(by, scope) for event in requested
    ):
        raise EventNotOffered
    return [event.name for event in public_events() if event in requested]
