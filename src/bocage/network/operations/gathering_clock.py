"""What the clock does to gatherings: it reminds, holds what is over, and forgets names."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.network import gathering_notices
from bocage.network.models import Gathering, Registration
from bocage.network.operations.gatherings import hold_gathering
from bocage.network.operations.gatherings_in_hand import locked_gathering

REMINDED_BEFORE = timedelta(hours=30)
"""From the noon of the day before an evening."""

AWAKE = range(8, 21)
"""The hours of the clock on the wall at which people are written to."""

UNCONFIRMED_FOR = timedelta(days=3)
NAMES_KEPT_FOR = timedelta(days=365)


def remind_registered(*, now: datetime | None = None) -> int:
    """Reminds, once each and by day, those who come to what begins soon. Answers with how many."""
    now = now or timezone.now()
    if timezone.localtime(now).hour not in AWAKE:
        return 0
    soon = Gathering.objects.filter(
        status__in=Gathering.COMING, starts_at__gt=now, starts_at__lte=now + REMINDED_BEFORE
    )
    return sum(_remind(gathering_id, now) for gathering_id in soon.values_list("pk", flat=True))


def hold_past_gatherings(*, now: datetime | None = None) -> int:
    """What is over took place, unless somebody called it off."""
    now = now or timezone.now()
    over = list(Gathering.objects.filter(status__in=Gathering.COMING, ends_at__lte=now))
    for gathering in over:
        hold_gathering(gathering=gathering, now=now)
    return len(over)


def forget_names(*, now: datetime | None = None) -> int:
    """Forgets what nobody confirmed within three days, and, a year after a gathering, the names
    and addresses of those who have no account. How many came is kept."""
    now = now or timezone.now()
    with transaction.atomic():
        Registration.objects.filter(
            state=Registration.State.UNCONFIRMED, asked_at__lte=now - UNCONFIRMED_FOR
        ).delete()
        return Registration.objects.filter(
            person=None, forgotten_at=None, gathering__ends_at__lte=now - NAMES_KEPT_FOR
        ).update(name="", email="", guests="", forgotten_at=now)


def _remind(gathering_id: UUID, now: datetime) -> int:
    with transaction.atomic():
        gathering = locked_gathering(Gathering(pk=gathering_id))
        if not gathering.is_coming or gathering.starts_at <= now:
            return 0
        due = list(
            gathering.registrations.expected()
            .filter(reminded_at=None, confirmed_at__lte=now - timedelta(hours=1))
            .select_related("person")
        )
        for registration in due:
            registration.gathering = gathering
            gathering_notices.remind(registration)
        gathering.registrations.filter(pk__in=[one.pk for one in due]).update(reminded_at=now)
    return len(due)
