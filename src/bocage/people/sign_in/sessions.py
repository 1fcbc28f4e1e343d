"""Open sessions: description, date of last use, and end from another device."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Person
from bocage.people.operations.known_browsers import forget_browser_with, forget_browsers_but
from bocage.people.sign_in.session_ends import LONGEST, end_of, give_an_end

SEEN_ON = "seen_on"
OVER = _("Votre session est terminée : chacune a une fin, par prudence. Reconnectez-vous.")
PROOFS_CHANGED_AT = "proofs_changed_at"
OFFERED_S = 15 * 60
USER_AGENT_LENGTH = 200

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
"""Browser names in user agents, the most specific first: each one also contains the later ones."""

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
    """Lists the open sessions of a person, the present one first. Two queries, however many there
    are.
    """
    rows = list(UserSession.objects.filter(user=person).order_by("-last_seen_at", "-pk"))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    alive = set(
        store.get_model_class()
        .objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=timezone.now()
        )
        .values_list("session_key", flat=True)
    )
    sessions = [_open_session(row, current_key) for row in rows if row.session_key in alive]
    return sorted(sessions, key=lambda session: not session.is_current)


def key_of_session(*, by: Person, session_id: int) -> str | None:
    """Returns the key of a session of the person; None if they have no such session."""
    keys = UserSession.objects.filter(user=by, pk=session_id)
    return keys.values_list("session_key", flat=True).first()


def end_session(*, by: Person, session_id: int) -> None:
    """Ends a session of one's own; done twice, it is harmless."""
    with transaction.atomic():
        session = UserSession.objects.filter(user=by, pk=session_id).first()
        if session is not None:
            forget_browser_with(by, session_key=session.session_key)
            session.end()


def end_other_sessions(*, by: Person, current_key: str) -> int:
    """Ends every session of a person but this one, and returns the number of sessions."""
    with transaction.atomic():
        sessions = list(UserSession.objects.filter(user=by).exclude(session_key=current_key))
        forget_browsers_but(by, session_key=current_key)
        for session in sessions:
            session.end()
    return len(sessions)


@receiver([authenticator_added, authenticator_removed], dispatch_uid="keys_changed")
def note_change_of_keys(request: HttpRequest, **_signal: Any) -> None:
    """Makes the account pages offer to end other sessions after a second factor was changed.

    Those sessions may be somebody else's.
    """
    note_change_of_proofs(request)


def note_change_of_proofs(request: HttpRequest) -> None:
    """Makes the account pages offer to end the other sessions, for a quarter of an hour.

    A person who changes a key or an address may do so because somebody else got in.
    """
    request.session[PROOFS_CHANGED_AT] = time.time()


def offers_to_end_others(request: HttpRequest) -> bool:
    """Checks whether the page has to offer to end other sessions: there are some, and a key or the
    address was just changed. One query at most, none without such a change.
    """
    changed_at = request.session.get(PROOFS_CHANGED_AT, 0)
    if not request.user.is_authenticated or time.time() - changed_at > OFFERED_S:
        return False
    sessions = UserSession.objects.filter(user=request.user)
    return sessions.exclude(session_key=request.session.session_key).exists()


class LastSeenMiddleware:
    """Middleware that records the use of a session on its first request of each day.

    People who are redirected to sign in because their session has ended are notified of it. Private
    pages are cached by their browser alone, which revalidates them (docs/security, « Browsers »).

    It reads the session only if the view did, so a page that needs no session stays one that needs
    none.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        session = request.session
        is_in_use = session.accessed and session.session_key and "_auth_user_id" in session
        if is_in_use and request.user.is_authenticated:
            if not response.has_header("Cache-Control"):
                patch_cache_control(response, private=True, no_cache=True)
            today = timezone.localdate().isoformat()
            if session.get(SEEN_ON) != today:
                session[SEEN_ON] = today
                if end_of(session) is None:
                    give_an_end(session, after=LONGEST)
                UserSession.objects.create_from_request(request)
        elif getattr(session, "has_ended", False) and _leads_to_sign_in(response):
            messages.info(request, OVER)
        return response


def _leads_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(
        f"{resolve_url(settings.LOGIN_URL)}?"
    )


def _open_session(row: Any, current_key: str) -> OpenSession:
    agent = row.user_agent[:USER_AGENT_LENGTH]
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
    return next((label for pattern, label in names if pattern in agent), "")
