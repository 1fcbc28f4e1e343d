"""What the clock does to events: it reminds, holds what is over, and forgets names."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.registrations.models import Event, Registration
from bocage.registrations.notices import notify_all
from bocage.registrations.operations.events import hold_event
from bocage.registrations.operations.seats import lock_event

REMINDED_BEFORE = timedelta(hours=30)
"""From the noon of the day before an evening."""
NOT_REMINDED_SINCE = timedelta(hours=1)
"""Who has just registered knows."""
UNCONFIRMED_FOR = timedelta(days=3)


def remind_registered(events: type[Event], *, now: datetime | None = None) -> int:
    """Remind, once each and by day, those who come to what begins soon.

    Returns: how many.
    """
    now = now or timezone.now()
    if timezone.localtime(now).hour not in events.kind.awake:
        return 0
    soon = events._default_manager.filter(
        status__in=Event.COMING, starts_at__gt=now, starts_at__lte=now + REMINDED_BEFORE
    )
    return sum(_remind(events, key, now) for key in soon.values_list("pk", flat=True))


def hold_past_events(events: type[Event], *, now: datetime | None = None) -> int:
    """Hold what is over: it took place, unless somebody called it off.

    Returns: how many.
    """
    now = now or timezone.now()
    coming = events._default_manager.filter(status__in=Event.COMING)
    over = list(coming.filter(ends_at__lte=now))
    for event in over:
        hold_event(event=event, now=now)
    return len(over)


def forget_names(events: type[Event], *, now: datetime | None = None) -> int:
    """Forget what nobody confirmed within three days, and, some time after an event, the names and
    addresses of those who have no account. How many came is kept.

    Returns: how many names.
    """
    now = now or timezone.now()
    with transaction.atomic():
        events.kind.registrations._default_manager.filter(
            state=Registration.State.UNCONFIRMED, requested_at__lte=now - UNCONFIRMED_FOR
        ).delete()
        over = events.kind.forgotten_rows().filter(
            forgotten_at=None, event__ends_at__lte=now - events.kind.names_kept_for
        )
        return over.update(**events.kind.no_names, forgotten_at=now)


def _remind(events: type[Event], key: UUID, now: datetime) -> int:
    with transaction.atomic():
        event = lock_event(events.kind.events(pk=key))
        if not event.is_coming or event.starts_at <= now:
            return 0
        due: list[Registration] = list(
            event.registrations.expected()
            .filter(reminded_at=None, confirmed_at__lte=now - NOT_REMINDED_SINCE)
            .with_addresses()
        )
        notify_all(event, due, events.kind.mails.tomorrow)
        event.registrations.filter(pk__in=[registration.pk for registration in due]).update(
            reminded_at=now
        )
    return len(due)
