"""The secret address by which programs follow the sessions of one person."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.people.models import Person
from bocage.training.models import TrainingCalendar

TOKEN_BYTES = 32


def make_training_calendar(*, by: Person, now: datetime | None = None) -> TrainingCalendar:
    """The address in use of somebody: one stands at a time, and the second call finds it."""
    calendar, _is_new = TrainingCalendar.objects.get_or_create(
        person=by,
        revoked_at=None,
        defaults={
            "token": secrets.token_urlsafe(TOKEN_BYTES),
            "made_at": now or timezone.now(),
        },
    )
    return calendar


def revoke_training_calendar(*, by: Person, now: datetime | None = None) -> None:
    """Has the address of somebody open nothing any more, for good. Done twice, it is harmless."""
    in_use = TrainingCalendar.objects.filter(person=by, revoked_at=None)
    in_use.update(revoked_at=now or timezone.now())


def replace_training_calendar(*, by: Person, now: datetime | None = None) -> TrainingCalendar:
    """Revokes the address of somebody and makes another."""
    with transaction.atomic():
        revoke_training_calendar(by=by, now=now)
        return make_training_calendar(by=by, now=now)
