"""Deliveries of a subscription: payload, answer, and replay."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.api.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.operations.delivering import replay_delivery, replay_lost, send_test
from bocage.api.webhooks.payloads import message_id
from bocage.api.webhooks.presentation import format_payload, words_of_answer, words_of_event
from bocage.api.webhooks.views.subscriptions import find_subscription, secret_shown_now
from bocage.foundation.http.access import permitted, target_of
from bocage.people.signed_in import current_person

DELIVERIES_PER_PAGE = 30

State = WebhookDelivery.State


def find_delivery(webhook_id: UUID, key: UUID, **_address: Any) -> WebhookSubscription:
    """Returns the subscription of an address, whose permission opens its deliveries.

    Raises:
        Http404: the subscription does not exist, or has no such delivery.
    """
    subscription = find_subscription(webhook_id)
    get_object_or_404(WebhookDelivery, subscription=subscription, key=key)
    return subscription


@permitted("api.manage_webhook", on=find_subscription)
@never_cache
@require_safe
def webhook(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Shows a subscription: its events, its state, and its deliveries of the last thirty days."""
    subscription = target_of(request, WebhookSubscription)
    state = request.GET.get("etat", "")
    deliveries = _with_last_answer(WebhookDelivery.objects.filter(subscription=subscription))
    if state in State.values:
        deliveries = deliveries.filter(state=state)
    page = Paginator(deliveries.order_by("-pk"), DELIVERIES_PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "webhook": subscription,
        "secret": secret_shown_now(request, subscription),
        "event_labels": [words_of_event(name) for name in subscription.events],
        "page": page,
        "lines": [(delivery, words_of_event(delivery.event)) for delivery in page],
        "state": state,
        "states": State.choices,
        "lost": WebhookDelivery.objects.filter(subscription=subscription, state=State.LOST).count(),
    }
    return render(request, "api/webhooks/detail.html", context)


@permitted("api.manage_webhook", on=find_delivery)
@never_cache
@require_safe
def webhook_delivery(request: HttpRequest, key: UUID, **_address: UUID) -> HttpResponse:
    """Shows one delivery: its last body, and each attempt with its response."""
    subscription = target_of(request, WebhookSubscription)
    delivery = _delivery(subscription, key)
    attempts = list(delivery.attempts.order_by("-number"))
    context = {
        "webhook": subscription,
        "delivery": delivery,
        "words": words_of_event(delivery.event),
        "message_id": message_id(delivery),
        "body": format_payload(json.loads(delivery.body)) if delivery.body else "",
        "attempts": [(attempt, words_of_answer(attempt)) for attempt in attempts],
        "is_on_its_way": not delivery.is_finished and not attempts and subscription.is_active,
    }
    part = "delivery_state" if getattr(request, "htmx", False) else "delivery"
    return render(request, f"api/webhooks/{part}.html", context)


@permitted("api.manage_webhook", on=find_subscription)
@require_POST
def webhook_test(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Sends something that means nothing; its page shows the answer as it comes."""
    delivery = send_test(
        by=current_person(request), subscription=target_of(request, WebhookSubscription)
    )
    return redirect(delivery)


@permitted("api.manage_webhook", on=find_delivery)
@require_POST
def webhook_replay(request: HttpRequest, key: UUID, **_address: UUID) -> HttpResponse:
    """Sends a delivery again that is finished."""
    delivery = _delivery(target_of(request, WebhookSubscription), key)
    replay_delivery(by=current_person(request), delivery=delivery)
    messages.success(request, _("La notification repart, avec ce qui est vrai maintenant."))
    return redirect(delivery)


@permitted("api.manage_webhook", on=find_subscription)
@require_POST
def webhook_replay_lost(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Sends again all that was given up."""
    subscription = target_of(request, WebhookSubscription)
    count = replay_lost(by=current_person(request), subscription=subscription)
    messages.success(
        request,
        ngettext("%(count)d notification repart.", "%(count)d notifications repartent.", count)
        % {"count": count},
    )
    return redirect(subscription)


def _delivery(subscription: WebhookSubscription, key: UUID) -> WebhookDelivery:
    delivery = get_object_or_404(WebhookDelivery, subscription=subscription, key=key)
    delivery.subscription = subscription
    return delivery


def _with_last_answer(deliveries: Any) -> Any:
    """Adds `last_status` and `last_error`, of the latest attempt."""
    latest = WebhookAttempt.objects.filter(delivery=OuterRef("pk")).order_by("-number")
    return deliveries.annotate(
        last_status=Subquery(latest.values("status")[:1]),
        last_error=Subquery(latest.values("error")[:1]),
    )
