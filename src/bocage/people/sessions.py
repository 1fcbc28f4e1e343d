"""Open sessions: told in words, last seen once a day at most, and ended from another device."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Person

SEEN_ON = "seen_on"
KEPT_USER_AGENT = 200

BROWSERS = [
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Chrome", "Chrome"),
    ("CriOS", "Chrome"),
    ("Safari", "Safari"),
]
"""What a browser says of itself, the most particular first: all of them also say the others."""

SYSTEMS: list[tuple[str, str | Promise]] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
]


@dataclass(frozen=True)
class OpenSession:
    """A session as its holder recognises it."""

    id: int
    browser: str | Promise
    system: str | Promise
    network_address: str
    opened_at: datetime
    last_seen_at: datetime
    is_current: bool


def sessions_of(person: Person, *, current_key: str) -> list[OpenSession]:
    """The open sessions of somebody, this one first. Two queries, however many there are."""
    rows = list(UserSession.objects.filter(user=person).order_by("-last_seen_at", "-pk"))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    alive = set(
        store.get_model_class()
        .objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        )
        .values_list("session_key", flat=True)
    )
    sessions = [_told(row, current_key) for row in rows if row.session_key in alive]
    return sorted(sessions, key=lambda session: not session.is_current)


def end_session(*, by: Person, session_id: int) -> str | None:
    """Ends a session of one's own, and returns its key; None where one has no such session."""
    with transaction.atomic():
        session = UserSession.objects.filter(user=by, pk=session_id).first()
        if session is None:
            return None
        session.end()
    return str(session.session_key)


def end_other_sessions(*, by: Person, current_key: str) -> int:
    """Ends every session of somebody but this one, and returns how many were ended."""
    with transaction.atomic():
        others = list(UserSession.objects.filter(user=by).exclude(session_key=current_key))
        for session in others:
            session.end()
    return len(others)


class LastSeenMiddleware:
    """Notes that a session is in use: on its first request of each day, and no more.

    It looks into a session only where the view did, so a page that needs no session stays
    one that needs none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        is_in_use = session.accessed and session.session_key and "_auth_user_id" in session
        if is_in_use and request.user.is_authenticated:
            today = timezone.localdate().isoformat()
            if session.get(SEEN_ON) != today:
                session[SEEN_ON] = today
                UserSession.objects.create_from_request(request)
        return response


def _told(row: Any, current_key: str) -> OpenSession:
    agent = row.user_agent[:KEPT_USER_AGENT]
    return OpenSession(
        id=row.pk,
        browser=_first_named(BROWSERS, agent) or _("un navigateur"),
        system=_first_named(SYSTEMS, agent) or _("un appareil"),
        network_address=row.ip,
        opened_at=row.created_at,
        last_seen_at=row.last_seen_at,
        is_current=row.session_key == current_key,
    )


def _first_named(names: list[Any], agent: str) -> str | Promise:
    return next((shown for said, shown in names if said in agent), "")
