"""Absolute end of sessions, even if they are in use (docs/decisions/sessions-of-people.md)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

LONGEST = timedelta(days=365)
"""Maximum duration of a session opened with a code or a passkey."""

LONGEST_OF_ADMINISTRATORS = timedelta(hours=12)
"""Maximum duration for holders of a mandate that requires a second factor: a day of work."""

SOON = timedelta(minutes=30)
_ENDS_AT = "ends_at"


def give_an_end(session: SessionBase, *, after: timedelta, now: datetime | None = None) -> None:
    """Sets the absolute end of a session, `after` from now."""
    ends_at = (now or timezone.now()) + after
    session[_ENDS_AT] = ends_at.timestamp()


def end_of(data: Mapping[str, Any] | SessionBase) -> datetime | None:
    """Returns the absolute end of a session with this data (aware, UTC), or None if none was
    set.
    """
    seconds = data.get(_ENDS_AT)
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def soon_over(session: SessionBase, *, now: datetime | None = None) -> datetime | None:
    """Returns the absolute end of a session if it comes within half an hour; None otherwise.

    Pages then warn people to send what they are writing.
    """
    ends_at = end_of(session)
    if ends_at is None or ends_at - (now or timezone.now()) > SOON:
        return None
    return ends_at
