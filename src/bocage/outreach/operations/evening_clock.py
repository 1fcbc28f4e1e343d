"""What the clock does to evenings: it reminds, holds what is over, and forgets names."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.outreach import evening_notices
from bocage.outreach.models import CityEvening, EveningRegistration
from bocage.outreach.operations.evening_invitations import AWAKE
from bocage.outreach.operations.evening_seats import locked_evening
from bocage.outreach.operations.evenings import hold_evening

REMINDED_BEFORE = timedelta(hours=30)
"""From the noon of the day before an evening."""
UNCONFIRMED_FOR = timedelta(days=3)
NAMES_KEPT_FOR = timedelta(days=60)
"""After the evening, of who is no prospect: the time of the thanks and of a question."""


def remind_of_evenings(*, now: datetime | None = None) -> int:
    """Reminds, once each and by day, those who come to what begins soon. Answers with how many."""
    now = now or timezone.now()
    if timezone.localtime(now).hour not in AWAKE:
        return 0
    soon = CityEvening.objects.filter(
        status=CityEvening.Status.OPEN, starts_at__gt=now, starts_at__lte=now + REMINDED_BEFORE
    )
    return sum(_remind(key, now) for key in soon.values_list("pk", flat=True))


def hold_past_evenings(*, now: datetime | None = None) -> int:
    """What is over took place, unless somebody called it off."""
    now = now or timezone.now()
    over = list(CityEvening.objects.filter(status=CityEvening.Status.OPEN, ends_at__lte=now))
    for evening in over:
        hold_evening(evening=evening, now=now)
    return len(over)


def forget_who_came(*, now: datetime | None = None) -> int:
    """Forgets what nobody confirmed within three days, and, two months after an evening, the names
    and addresses. How many came is kept, and prospects keep their own record."""
    now = now or timezone.now()
    with transaction.atomic():
        EveningRegistration.objects.filter(
            state=EveningRegistration.State.UNCONFIRMED, asked_at__lte=now - UNCONFIRMED_FOR
        ).delete()
        return EveningRegistration.objects.filter(
            forgotten_at=None, evening__ends_at__lte=now - NAMES_KEPT_FOR
        ).update(name="", email="", purposes=[], forgotten_at=now)


def _remind(key: UUID, now: datetime) -> int:
    with transaction.atomic():
        evening = locked_evening(CityEvening(pk=key))
        if evening.status != CityEvening.Status.OPEN or evening.starts_at <= now:
            return 0
        due = list(
            evening.registrations.expected().filter(
                reminded_at=None, confirmed_at__lte=now - timedelta(hours=1)
            )
        )
        for registration in due:
            registration.evening = evening
            evening_notices.remind(registration)
        evening.registrations.filter(pk__in=[one.pk for one in due]).update(reminded_at=now)
    return len(due)
