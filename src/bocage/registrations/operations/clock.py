"""Scheduled jobs of events: reminders, past events marked as held, erasure of names."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.registrations.models import Event, Registration
from bocage.registrations.notifications import notify_all
from bocage.registrations.operations.events import hold_event
from bocage.registrations.operations.seats import lock_event

REMINDED_BEFORE = timedelta(hours=30)
"""Reminders of an evening are sent from noon of the day before."""
NOT_REMINDED_SINCE = timedelta(hours=1)
"""People registered more recently than this get no reminder."""
UNCONFIRMED_FOR = timedelta(days=3)


def remind_registered(events: type[Event], *, now: datetime | None = None) -> int:
    """Sends a reminder, once each and in the daytime, to the people registered for upcoming events.

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
    """Marks past events as held, unless they were called off.

    Returns: how many.
    """
    now = now or timezone.now()
    coming = events._default_manager.filter(status__in=Event.COMING)
    over = list(coming.filter(ends_at__lte=now))
    for event in over:
        hold_event(event=event, now=now)
    return len(over)


def forget_names(events: type[Event], *, now: datetime | None = None) -> int:
    """Deletes the registrations not confirmed within three days and, some time after an event,
    erases the names and addresses of people without an account. Attendance counts are retained.

    Returns: how many names.
    """
    now = now or timezone.now()
    with transaction.atomic():
        events.kind.registrations._default_manager.filter(
            state=Registration.State.UNCONFIRMED, requested_at__lte=now - UNCONFIRMED_FOR
        ).delete()
        over = events.kind.forgotten_rows().filter(
            forgotten_at=None, event__ends_at__lte=now - events.kind.names_retention
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
