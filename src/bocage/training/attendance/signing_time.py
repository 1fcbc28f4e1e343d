"""Period during which a session can be signed: from its start until shortly after its end."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bocage.training.programmes.models.sessions import CohortSession

SIGNED_WITHIN = timedelta(hours=2)
"""Delay after its end. Later, only the people who run the cohort can record attendance, with a
reason."""


class SigningTime(StrEnum):
    """State of a session for signing: not yet, open, too late, or cancelled."""

    EARLY = "early"
    OPEN = "open"
    LATE = "late"
    CANCELLED = "cancelled"


def signing_time(session: CohortSession, now: datetime) -> SigningTime:
    """Returns whether a session is too early, open, too late or cancelled for signing at a given
    time.
    """
    if not session.is_planned:
        return SigningTime.CANCELLED
    if now < session.starts_at:
        return SigningTime.EARLY
    if now > session.ends_at + SIGNED_WITHIN:
        return SigningTime.LATE
    return SigningTime.OPEN
