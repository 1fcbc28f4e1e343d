"""The secret address by which programs follow the gatherings of one person."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.network.models import GatheringCalendar
from bocage.people.models import Person

TOKEN_BYTES = 32


def make_gathering_calendar(*, by: Person, now: datetime | None = None) -> GatheringCalendar:
    """The address in use of somebody: one stands at a time, and the second call finds it.

    Raises:
        NotAllowed: nobody is signed in.
    """
    if not by.has_perm("network.register"):
        raise NotAllowed
    calendar, _is_new = GatheringCalendar.objects.get_or_create(
        person=by,
        revoked_at=None,
        defaults={
            "token": secrets.token_urlsafe(TOKEN_BYTES),
            "made_at": now or timezone.now(),
        },
    )
    return calendar


def revoke_gathering_calendar(*, by: Person, now: datetime | None = None) -> None:
    """Has the address of somebody open nothing any more, for good. Done twice, it is harmless."""
    in_use = GatheringCalendar.objects.filter(person=by, revoked_at=None)
    in_use.update(revoked_at=now or timezone.now())


def replace_gathering_calendar(*, by: Person, now: datetime | None = None) -> GatheringCalendar:
    """Revokes the address of somebody and makes another.

    Raises:
        NotAllowed: nobody is signed in.
    """
    with transaction.atomic():
        revoke_gathering_calendar(by=by, now=now)
        return make_gathering_calendar(by=by, now=now)
