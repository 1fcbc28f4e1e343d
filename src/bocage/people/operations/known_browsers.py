"""Known browsers of people, identified by a secret in a cookie, until either expires."""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from bocage.people.models import KnownBrowser, Person

KNOWN_FOR = timedelta(days=400)
"""Period after a sign-in: longer than any session, so that a browser is known after its session has
ended; and the maximum lifetime of a cookie in browsers.
"""


def remember_browser(
    *, person: Person, secret: str, session_key: str, now: datetime | None = None
) -> str:
    """Remembers the browser from which a person has just signed in, and returns its new secret.

    `secret` is the previous one, or empty: it is no longer valid, and other people of that browser
    are recognised by the new one.
    """
    moment, new = now or timezone.now(), secrets.token_urlsafe(32)
    with transaction.atomic():
        if secret:
            KnownBrowser.objects.filter(digest=_digest(secret)).update(digest=_digest(new))
        KnownBrowser.objects.update_or_create(
            digest=_digest(new),
            person=person,
            defaults={
                "session_key": session_key,
                "signed_in_at": moment,
                "expires_at": moment + KNOWN_FOR,
            },
        )
    return new


def known_browser(*, secret: str, address: str, now: datetime | None = None) -> KnownBrowser | None:
    """Returns the browser of a secret, if the person of an address signed in from it lately; None
    otherwise.
    """
    if not secret:
        return None
    return KnownBrowser.objects.filter(
        digest=_digest(secret), person__email=address, expires_at__gt=now or timezone.now()
    ).first()


def forget_browsers_of(person: Person) -> None:
    """Forgets all the browsers of a person."""
    KnownBrowser.objects.filter(person=person).delete()


def forget_browser_with(person: Person, *, session_key: str) -> None:
    """Forgets the browser of one session of a person."""
    KnownBrowser.objects.filter(person=person, session_key=session_key).delete()


def forget_browsers_but(person: Person, *, session_key: str) -> None:
    """Forgets the browsers of a person, except that of one session."""
    KnownBrowser.objects.filter(person=person).exclude(session_key=session_key).delete()


def forget_old_browsers(*, now: datetime | None = None) -> None:
    """Deletes the known browsers that have expired. The night's task calls it."""
    KnownBrowser.objects.filter(expires_at__lt=now or timezone.now()).delete()


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
