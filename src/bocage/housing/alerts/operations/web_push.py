"""Notifications in browsers: allowed by a person, sent with their mails, withdrawn."""

from collections.abc import Sequence
from uuid import UUID

import structlog
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import ngettext

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.errors import NotAllowed
from bocage.foundation.events import publish
from bocage.foundation.http.fetching import (
    AddressNotAllowed,
    FetchRefused,
    Limits,
    checked_address,
    post,
)
from bocage.foundation.mail import page_url
from bocage.housing.alerts.events import PushDue
from bocage.housing.alerts.lines import AlertLine
from bocage.housing.alerts.push_messages import (
    PushMessage,
    are_keys_of_a_browser,
    encrypted,
    headers_for,
)
from bocage.housing.searches.errors import NotASubscription, TooManyBrowsers
from bocage.housing.searches.models import PushSubscription
from bocage.people.models import Person

MAX_BROWSERS = 10
LONGEST_ENDPOINT = 1_000
LIMITS = Limits(octets=10_000, seconds=15, step_s=10)
GONE_STATUSES = frozenset({404, 410})

logger = structlog.get_logger("bocage.push")


class PushPostponed(Exception):
    """Raised when the push service is unavailable, or asks for a later retry."""


def allow_browser(
    *, by: Person, endpoint: str, public_key: str, secret: str, browser: str = ""
) -> PushSubscription:
    """Subscribes a browser to the notifications of a person. Idempotent.

    A browser that another person had subscribed changes hands: the person who uses it now decides.

    Raises:
        NotASubscription: not a public https address, or not the keys of a browser.
        TooManyBrowsers: the person allowed ten.
    """
    try:
        address = checked_address(endpoint)
    except AddressNotAllowed:
        raise NotASubscription from None
    if (
        not address.startswith("https://")
        or len(address) > LONGEST_ENDPOINT
        or not are_keys_of_a_browser(public_key, secret)
    ):
        raise NotASubscription
    with transaction.atomic():
        lock_row(by)
        other_browsers = PushSubscription.objects.filter(person=by).exclude(endpoint=address)
        if other_browsers.count() >= MAX_BROWSERS:
            raise TooManyBrowsers
        subscription, _is_new = PushSubscription.objects.update_or_create(
            endpoint=address,
            defaults={
                "person": by,
                "public_key": public_key,
                "secret": secret,
                "browser": browser[:120],
                "failed_at": None,
            },
        )
    return subscription


def forget_browser(*, by: Person, subscription: PushSubscription) -> None:
    """Deletes the subscription of a browser. Idempotent.

    Raises:
        NotAllowed: the browser belongs to another person.
    """
    if subscription.person_id != by.pk:
        raise NotAllowed
    PushSubscription.objects.filter(pk=subscription.pk).delete()


def push_to(person: Person, lines: Sequence[AlertLine]) -> None:
    """Sends to each browser of a person the notification that goes with a mail, once the
    transaction is committed.
    """
    subscriptions = PushSubscription.objects.filter(person=person).values_list("pk", flat=True)
    with translation.override(person.language):
        message = _message(lines)
    for subscription_id in subscriptions.order_by("created_at", "id"):
        publish(
            PushDue(
                subscription_id=subscription_id,
                title=message.title,
                body=message.body,
                url=message.url,
                tag=message.tag,
            )
        )


def deliver_push(*, subscription_id: UUID, message: PushMessage, loopback: bool = False) -> None:
    """Posts a notification, encrypted for its browser, to the push service of that browser.

    The subscription of a browser that withdrew its permission is deleted. `loopback`: see
    `fetching.post`.

    Raises:
        PushPostponed: the service is unavailable or overloaded: retry later.
    """
    subscription = PushSubscription.objects.filter(pk=subscription_id).first()
    if subscription is None:
        return
    try:
        posted = post(
            subscription.endpoint,
            content=encrypted(message, subscription),
            headers=headers_for(subscription.endpoint),
            limits=LIMITS,
            loopback=loopback,
        )
    except AddressNotAllowed:
        PushSubscription.objects.filter(pk=subscription.pk).delete()
        return
    except FetchRefused as refused:
        raise PushPostponed(refused.code) from refused
    if posted.status in GONE_STATUSES:
        PushSubscription.objects.filter(pk=subscription.pk).delete()
    elif posted.status == 429 or posted.status >= 500:
        raise PushPostponed(str(posted.status))
    elif posted.status >= 300:
        PushSubscription.objects.filter(pk=subscription.pk).update(failed_at=timezone.now())
        logger.warning("push refused", status=posted.status, subscription=str(subscription.pk))


def _message(lines: Sequence[AlertLine]) -> PushMessage:
    total = len(lines)
    if total == 1:
        line = lines[0]
        body = " · ".join(filter(None, [line.price, line.change, line.reasons]))
        return PushMessage(line.heading, body, line.url, f"home-{line.home_id.hex}")
    return PushMessage(
        ngettext(
            "%(count)d logement répond à vos recherches",
            "%(count)d logements répondent à vos recherches",
            total,
        )
        % {"count": total},
        "\n".join(" · ".join(filter(None, [line.heading, line.price])) for line in lines[:4]),
        page_url("saved_searches"),
        "homes",
    )
