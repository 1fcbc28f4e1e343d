"""The booth: a tablet at a fair, with no account and, most of the day, no network."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from bocage.foundation.db.identifiers import identifier_or_none, new_identifier
from bocage.foundation.errors import Refusal
from bocage.foundation.http.access import public, require_safe_or_post, secret_address
from bocage.foundation.http.actions import refusals_on, render_form
from bocage.outreach.campaigns.contact_places import ContactPlace
from bocage.outreach.contact.forms.contact import BoothContactForm
from bocage.outreach.contact.links import booth_of_token
from bocage.outreach.contact.models import Booth
from bocage.outreach.contact.operations import take_contacts
from bocage.people.limits import Limit, count_attempt

SENDINGS = Limit(action="outreach.booth", amount=2000, window=timedelta(hours=1))
"""Rate limit of one tablet, which retries every fifteen seconds while contacts are pending."""
MAX_AT_ONCE = 20
LISTS = ("interests", "purposes")


@public
@secret_address
@require_safe_or_post
def booth(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the form of a tablet and handles it, for browsers without scripts too."""
    now = timezone.now()
    open_booth = booth_of_token(token, now)
    language = get_language() or "fr"
    if request.method == "POST":
        count_attempt(SENDINGS, str(open_booth.pk), now=now)
        form = BoothContactForm(request.POST, language=language)
        if form.is_valid():
            with refusals_on(form):
                _write(open_booth, form, None, now)
                messages.success(request, _("C’est noté. Au suivant !"))
                return redirect("booth", token)
    else:
        form = BoothContactForm(language=language, initial={"sent_as": new_identifier()})
    context = {"booth": open_booth, "token": token}
    return render_form(request, "outreach/contact/booth/booth.html", form, context)


@public
@csrf_exempt
@require_POST
def booth_send(request: HttpRequest, token: str) -> HttpResponse:
    """Receives the contacts that waited on a tablet, and returns the result for each. The signed
    address is the only authentication: no cookie is read, so no other site can send on behalf of
    a visitor.
    """
    now = timezone.now()
    try:
        open_booth = booth_of_token(token, now)
        count_attempt(SENDINGS, str(open_booth.pk), now=now)
    except Refusal as refusal:
        answer = {"code": refusal.code, "sentence": str(refusal.sentence)}
        return JsonResponse(answer, status=refusal.status)
    contacts = _contacts_of(request.body)
    if contacts is None:
        return JsonResponse({"code": "unreadable"}, status=400)
    language = get_language() or "fr"
    return JsonResponse(
        {"results": [_take(open_booth, contact, language, now) for contact in contacts]}
    )


@public
@cache_control(no_cache=True)
@require_safe
def booth_agent(request: HttpRequest, token: str) -> HttpResponse:
    """Serves the service worker that shows the booth offline. It is limited to this booth, and
    stays on the tablet: a closed booth still shows what waits.
    """
    context = {"page": reverse("booth", args=[token])}
    return render(
        request,
        "outreach/contact/booth/agent.js",
        context,
        content_type="text/javascript; charset=utf-8",
    )


def _contacts_of(body: bytes) -> list[dict[str, Any]] | None:
    try:
        payload = json.loads(body)
    except ValueError:
        return None
    contacts = payload.get("contacts") if isinstance(payload, dict) else None
    if not isinstance(contacts, list) or len(contacts) > MAX_AT_ONCE:
        return None
    return contacts if all(isinstance(contact, dict) for contact in contacts) else None


def _take(booth: Booth, contact: dict[str, Any], language: str, now: datetime) -> dict[str, Any]:
    """Saves one contact, or returns the reason of the refusal: the contact then stays on the
    tablet."""
    identifier = identifier_or_none(contact.get("id"))
    data: dict[str, Any] = {
        name: value for name, value in contact.items() if isinstance(value, str)
    }
    data |= {
        name: [str(item) for item in contact[name]]
        for name in LISTS
        if isinstance(contact.get(name), list)
    }
    form = BoothContactForm({**data, "sent_as": str(identifier or "")}, language=language)
    result = {"id": str(contact.get("id"))[:36]}
    if identifier is None or not form.is_valid():
        sentences = [str(error) for errors in form.errors.values() for error in errors]
        return {**result, "state": "refused", "sentence": " ".join(sentences)}
    try:
        _write(booth, form, form.cleaned_data["at"], now)
    except Refusal as refusal:
        return {**result, "state": "refused", "sentence": str(refusal.sentence)}
    return {**result, "state": "written"}


def _write(booth: Booth, form: BoothContactForm, at: datetime | None, now: datetime) -> None:
    place = ContactPlace(booth.campaign.departement, booth.campaign)
    contact = form.capture(place, note=form.note, at=at, recorded_by=booth.opened_by)
    take_contacts(booth=booth, contacts=[contact], now=now)
