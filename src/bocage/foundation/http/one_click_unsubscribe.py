"""Handling of requests to the address of a `List-Unsubscribe` header (RFC 8058)."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from bocage.foundation.errors import Refusal
from bocage.foundation.http.signed_actions import read_token, signed_action_path
from bocage.foundation.http.signed_texts import UnknownLink
from bocage.foundation.mail import UnsubscribeLinks

PLAIN = "text/plain; charset=utf-8"


def one_click_links(
    action_name: str, payload: Mapping[str, object], language: str, *, view_name: str
) -> UnsubscribeLinks:
    """Returns the address of the page that confirms an unsubscription, and that of the view which
    does it on the POST of a mail program.
    """
    page = signed_action_path(action_name, payload, language)
    token = page.rstrip("/").rpartition("/")[2]
    with translation.override(language):
        one_click = reverse(view_name, args=[token])
    origin: str = settings.BOCAGE.public_url
    return UnsubscribeLinks(page=origin + page, one_click=origin + one_click)


def answer_one_click(request: HttpRequest, token: str, *, action_name: str) -> HttpResponse:
    """Performs the action of a token on the POST of a mail program, if it is the given action.

    Redirects browsers to the page that asks for confirmation.
    """
    if request.method != "POST":
        return redirect("signed_action", token)
    if request.POST.get("List-Unsubscribe") != "One-Click":
        return HttpResponseBadRequest(_("Cette demande est incomplète."), content_type=PLAIN)
    try:
        action, payload = read_token(token)
        if action.name != action_name:
            raise UnknownLink
        outcome = action.perform(payload)
    except Refusal as refusal:
        return HttpResponse(str(refusal.sentence), content_type=PLAIN, status=refusal.status)
    return HttpResponse(str(outcome.title), content_type=PLAIN)
