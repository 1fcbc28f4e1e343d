"""« Notifications de ce navigateur »: allowed by a click, listed, withdrawn."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.forms.fields import OutsideAddressField
from bocage.foundation.http.access import public, signed_in
from bocage.foundation.http.actions import flash_outcome
from bocage.housing.alerts.operations.web_push import (
    LONGEST_ENDPOINT,
    allow_browser,
    forget_browser,
)
from bocage.housing.alerts.push_messages import instance_keys
from bocage.housing.searches.errors import NotASubscription
from bocage.housing.searches.models import PushSubscription
from bocage.people.signed_in import current_person


class BrowserForm(forms.Form):
    """Form of the subscription of a browser: the address of its push service, and its keys."""

    endpoint = OutsideAddressField(max_length=LONGEST_ENDPOINT)
    p256dh = forms.CharField(max_length=120)
    auth = forms.CharField(max_length=60)


@signed_in
@never_cache
@require_safe
def notifications(request: HttpRequest) -> HttpResponse:
    """Lists the browsers in which the person receives notifications, with the button that adds this
    one.
    """
    browsers = PushSubscription.objects.filter(person=current_person(request))
    context = {
        "browsers": browsers.order_by("-created_at", "id"),
        "public_key": instance_keys().public_key,
    }
    return render(request, "housing/alerts/notifications.html", context)


@signed_in
@require_POST
def browser_allow(request: HttpRequest) -> HttpResponse:
    """Subscribes the browser, when the script of the page posts its keys after it gave its
    permission.
    """
    form = BrowserForm(request.POST)
    with flash_outcome(request, _("Ce navigateur vous montrera les nouveaux logements.")):
        if not form.is_valid():
            raise NotASubscription
        allow_browser(
            by=current_person(request),
            endpoint=form.cleaned_data["endpoint"],
            public_key=form.cleaned_data["p256dh"],
            secret=form.cleaned_data["auth"],
            browser=_name_of(request.headers.get("User-Agent", "")),
        )
    return redirect("notifications")


@signed_in
@require_POST
def browser_forget(request: HttpRequest, subscription_id: UUID) -> HttpResponse:
    """Shows nothing more in a browser."""
    person = current_person(request)
    subscription = get_object_or_404(PushSubscription, pk=subscription_id, person=person)
    forget_browser(by=person, subscription=subscription)
    messages.success(request, _("Ce navigateur ne vous montrera plus rien."))
    return redirect("notifications")


@public
@cache_control(no_cache=True)
@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Returns the script that the browser wakes to show a notification; it fetches and stores
    nothing.
    """
    return render(request, "housing/alerts/agent.js", content_type="text/javascript; charset=utf-8")


def _name_of(user_agent: str) -> str:
    """Returns a name such as « Firefox, Windows », enough to distinguish two browsers."""
    browsers = (("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
    systems = (
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    )
    names = [
        next((name for mark, name in names if mark in user_agent), "")
        for names in (browsers, systems)
    ]
    return ", ".join(filter(None, names))
