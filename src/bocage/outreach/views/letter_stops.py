"""The address in the `List-Unsubscribe` header of letters (RFC 8058)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bocage.foundation.access import public
from bocage.foundation.errors import Refusal
from bocage.foundation.signed_actions import read_token
from bocage.foundation.signed_texts import UnknownLink
from bocage.outreach.own_links import STOP

PLAIN = "text/plain; charset=utf-8"


@csrf_exempt  # A mail program posts with no session; the signed address is its only right.
@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Stops the letters on the POST of a mail program; shows people the page that asks."""
    if request.method != "POST":
        return redirect("signed_action", token)
    if request.POST.get("List-Unsubscribe") != "One-Click":
        return HttpResponseBadRequest(_("Cette demande est incomplète."), content_type=PLAIN)
    try:
        action, payload = read_token(token)
        if action.name != STOP:
            raise UnknownLink
        outcome = action.perform(payload)
    except Refusal as refusal:
        return HttpResponse(str(refusal.sentence), content_type=PLAIN, status=refusal.status)
    return HttpResponse(str(outcome.title), content_type=PLAIN)
