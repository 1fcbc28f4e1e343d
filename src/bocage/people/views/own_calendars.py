"""Calendar of a person in a room: the page of its address, and the calendar itself."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from bocage.foundation.files.calendars import CONTENT_TYPE
from bocage.foundation.http.versioned_answers import versioned
from bocage.foundation.mail import page_url
from bocage.people.models import OwnCalendar, Person
from bocage.people.operations.own_calendars import (
    make_own_calendar,
    replace_own_calendar,
    revoke_own_calendar,
)

REVOKE_BUTTON = "retirer"
REPLACE_BUTTON = "remplacer"


def shown_calendar(kind: type[OwnCalendar], person: Person, *, page: str) -> dict[str, Any]:
    """Returns the template context of the calendar in use of a person, with its addresses: `page`
    is the URL name of its feed.
    """
    calendar = kind._default_manager.filter(person=person, revoked_at=None).first()
    url = page_url(page, calendar.token) if calendar else ""
    return {"calendar": calendar, "url": url, "webcal": f"webcal://{url.partition('://')[2]}"}


def save_calendar(request: HttpRequest, kind: type[OwnCalendar], person: Person) -> None:
    """Creates, replaces or revokes the address of a person's calendar, by the button that they
    pressed.
    """
    if REVOKE_BUTTON in request.POST:
        revoke_own_calendar(kind, by=person)
        message = _("L’adresse est retirée : elle ne montre plus rien à personne.")
    elif REPLACE_BUTTON in request.POST:
        replace_own_calendar(kind, by=person)
        message = _("L’adresse est remplacée : l’ancienne ne montre plus rien à personne.")
    else:
        make_own_calendar(kind, by=person)
        message = _("L’adresse est prête : donnez-la à votre agenda.")
    messages.success(request, message)


def followed_calendar(
    request: HttpRequest,
    kind: type[OwnCalendar],
    token: str,
    feed_of: Callable[[Person, datetime], bytes],
) -> HttpResponseBase:
    """Returns the calendar of a secret address, for programs; 304 if they have this version.

    Raises:
        Http404: there was never such an address.
    """
    calendar = kind._default_manager.filter(token=token).select_related("person").first()
    if calendar is None:
        raise Http404
    if calendar.revoked_at is not None or not calendar.person.is_active:
        sentence = _("Cette adresse d’agenda a été retirée.")
        return HttpResponse(sentence, status=410, content_type="text/plain; charset=utf-8")
    feed = feed_of(calendar.person, timezone.now())
    response = versioned(request, feed, content_type=CONTENT_TYPE)
    response["X-Robots-Tag"] = "noindex"
    return response
