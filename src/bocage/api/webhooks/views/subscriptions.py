"""Webhook subscriptions of a person: list, add, change, pause, remove."""

from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bocage.api.webhooks.errors import EventNotOffered, NotAReceiver, ReceiverThere, ReceiverUnknown
from bocage.api.webhooks.forms import SubscriptionForm
from bocage.api.webhooks.models import WebhookDelivery, WebhookSubscription
from bocage.api.webhooks.operations.subscriptions import (
    add_subscription,
    change_subscription,
    pause_subscription,
    remove_subscription,
    renew_secret,
    resume_subscription,
)
from bocage.api.webhooks.presentation import scopes_offered
from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import (
    finder,
    permitted,
    require_safe_or_post,
    signed_in,
    target_of,
)
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.people.models import Scope
from bocage.people.signed_in import current_person

OWN_SCOPE = "moi"
NEW_SUBSCRIPTION_KEY = "webhook_shown_once"
FIELDS_OF_REFUSALS: dict[type[Refusal], str] = {
    NotAReceiver: "url",
    ReceiverUnknown: "url",
    ReceiverThere: "url",
    EventNotOffered: "events",
}


find_subscription = finder(
    WebhookSubscription.objects.select_related(
        "owner", "scope__departement", "scope__epci", "scope__commune", "scope__partner"
    ),
    webhook_id="pk",
)


@signed_in
@require_safe
def webhooks(request: HttpRequest) -> HttpResponse:
    """Lists the subscriptions of a person, each with its state."""
    person = current_person(request)
    lost_count = Count("deliveries", filter=Q(deliveries__state=WebhookDelivery.State.LOST))
    subscriptions = (
        WebhookSubscription.objects.filter(owner=person)
        .select_related("scope__departement", "scope__epci", "scope__commune", "scope__partner")
        .annotate(lost=lost_count, latest=Max("deliveries__finished_at"))
        .order_by("created_at", "pk")
    )
    return render(request, "api/webhooks/list.html", {"webhooks": list(subscriptions)})


@signed_in
@require_safe_or_post
def webhook_add(request: HttpRequest) -> HttpResponse:
    """Adds a subscription. A person with roles over scopes first chooses one."""
    person = current_person(request)
    scopes = scopes_offered(person)
    requested = request.GET.get("perimetre", "" if scopes else OWN_SCOPE)
    if not requested:
        return render(request, "api/webhooks/choose.html", {"scopes": scopes, "own": OWN_SCOPE})
    scope = _scope_of(scopes, requested)
    form = SubscriptionForm(
        request.POST if request.method == "POST" else None, person=person, scope=scope
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, FIELDS_OF_REFUSALS):
            added = add_subscription(by=person, scope=scope, terms=form.terms())
            return _with_its_secret(request, added)
    context = {"scope": scope, "has_scopes": bool(scopes)}
    return render_form(request, "api/webhooks/add.html", form, context)


@permitted("api.manage_webhook", on=find_subscription)
@require_safe_or_post
def webhook_change(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Changes the name, the address and the events of a subscription."""
    subscription, person = target_of(request, WebhookSubscription), current_person(request)
    form = SubscriptionForm(
        request.POST if request.method == "POST" else None,
        person=person,
        scope=subscription.scope,
        initial={name: getattr(subscription, name) for name in ("name", "url", "events")},
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form, FIELDS_OF_REFUSALS):
            change_subscription(by=person, subscription=subscription, terms=form.terms())
            messages.success(request, _("C’est enregistré."))
            return redirect(subscription)
    return render_form(request, "api/webhooks/change.html", form, {"webhook": subscription})


@permitted("api.manage_webhook", on=find_subscription)
@require_POST
def webhook_pause(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Pauses a subscription."""
    subscription = target_of(request, WebhookSubscription)
    pause_subscription(by=current_person(request), subscription=subscription)
    messages.success(request, _("L’envoi est en pause : ce qui se passe n’est pas gardé pour lui."))
    return redirect(subscription)


@permitted("api.manage_webhook", on=find_subscription)
@require_POST
def webhook_resume(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Resumes a subscription."""
    subscription = target_of(request, WebhookSubscription)
    resume_subscription(by=current_person(request), subscription=subscription)
    messages.success(request, _("L’envoi reprend."))
    return redirect(subscription)


@permitted("api.manage_webhook", on=find_subscription)
@require_POST
def webhook_secret(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Replaces the secret of a subscription, and shows it once; the former one also signs for a
    day.
    """
    subscription = target_of(request, WebhookSubscription)
    return _with_its_secret(
        request, renew_secret(by=current_person(request), subscription=subscription)
    )


@permitted("api.manage_webhook", on=find_subscription)
@require_POST
def webhook_remove(request: HttpRequest, **_address: UUID) -> HttpResponse:
    """Removes a subscription with all of its deliveries."""
    remove_subscription(
        by=current_person(request), subscription=target_of(request, WebhookSubscription)
    )
    messages.success(request, _("Ce logiciel n’est plus prévenu."))
    return redirect("webhooks")


def secret_shown_now(request: HttpRequest, subscription: WebhookSubscription) -> str:
    """Returns the secret once, on the page that follows its creation; an empty string
    afterwards."""
    if request.session.get(NEW_SUBSCRIPTION_KEY) != str(subscription.pk):
        return ""
    del request.session[NEW_SUBSCRIPTION_KEY]
    return subscription.secret


def _with_its_secret(request: HttpRequest, subscription: WebhookSubscription) -> HttpResponse:
    request.session[NEW_SUBSCRIPTION_KEY] = str(subscription.pk)
    return redirect(subscription)


def _scope_of(scopes: list[Scope], requested: str) -> Scope | None:
    """Returns the requested scope among those offered.

    Raises:
        Http404: it is not offered.
    """
    if requested == OWN_SCOPE:
        return None
    offered = next((scope for scope in scopes if str(scope.pk) == requested), None)
    if offered is None:
        raise Http404
    return offered
