"""The secret address of one's calendar: made, revoked and replaced."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.people.models import OwnCalendar, Person

TOKEN_BYTES = 32


def make_own_calendar[Kind: OwnCalendar](
    kind: type[Kind], *, by: Person, now: datetime | None = None
) -> Kind:
    """Make the address of somebody, or find the one that stands."""
    calendar, _is_new = kind._default_manager.get_or_create(
        person=by,
        revoked_at=None,
        defaults={
            "token": secrets.token_urlsafe(TOKEN_BYTES),
            "made_at": now or timezone.now(),
        },
    )
    return calendar


def revoke_own_calendar(
    kind: type[OwnCalendar], *, by: Person, now: datetime | None = None
) -> None:
    """Have the address of somebody open nothing any more, for good. Done twice, it is harmless."""
    in_use = kind._default_manager.filter(person=by, revoked_at=None)
    in_use.update(revoked_at=now or timezone.now())


def replace_own_calendar[Kind: OwnCalendar](
    kind: type[Kind], *, by: Person, now: datetime | None = None
) -> Kind:
    """Revoke the address of somebody and make another."""
    with transaction.atomic():
        revoke_own_calendar(kind, by=by, now=now)
        return make_own_calendar(kind, by=by, now=now)
