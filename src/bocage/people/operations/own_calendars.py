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
    """Creates the secret address of a person's calendar, or returns the one in use."""
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
    """Revokes the secret address of a person's calendar for good. It is safe to call twice."""
    in_use = kind._default_manager.filter(person=by, revoked_at=None)
    in_use.update(revoked_at=now or timezone.now())


def replace_own_calendar[Kind: OwnCalendar](
    kind: type[Kind], *, by: Person, now: datetime | None = None
) -> Kind:
    """Revokes the secret address of a person's calendar and creates another."""
    with transaction.atomic():
        revoke_own_calendar(kind, by=by, now=now)
        return make_own_calendar(kind, by=by, now=now)
