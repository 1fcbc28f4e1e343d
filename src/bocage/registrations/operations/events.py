"""Operations on events: opening, changes, calling off, holding.

Each operation locks the event first, then its related rows. All are idempotent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.errors import Refusal
from bocage.people.models import Person
from bocage.registrations.models import Event
from bocage.registrations.notifications import notify_active, notify_all
from bocage.registrations.operations.seats import cancel_all, fill, lock_event
from bocage.registrations.words import place_words

Status = Event.Status


@dataclass(frozen=True, kw_only=True)
class EventPlan:
    """Plan of an event: its title, time, place and capacity."""

    title: str
    starts_at: datetime
    ends_at: datetime
    capacity: int
    description: str = ""
    location: str = ""


def check_manages(by: Person, event: Event) -> None:
    """Checks that a person runs the event.

    Raises:
        NotAllowed: `by` does not run it.
    """
    by.require(event.kind.manage, event)


def check_period(event: Event | type[Event], plan: EventPlan, now: datetime) -> None:
    """Checks the start and end of a plan.

    Raises:
        Refusal: `backwards` or `past`.
    """
    if plan.ends_at <= plan.starts_at:
        raise event.kind.refusals.backwards
    if plan.starts_at <= now:
        raise event.kind.refusals.past


def rules_of(event: Event | type[Event]) -> dict[str, type[Refusal]]:
    """Returns the errors of an event, by database constraint."""
    meta = event._meta
    table = f"{meta.app_label}_{meta.model_name}"
    return {
        f"{table}_made_once": event.kind.refusals.made_already,
        f"{table}_seats": event.kind.refusals.seats_taken,
    }


def open_event[E: Event](*, by: Person, event: E, now: datetime | None = None) -> E:
    """Opens an event to the public and to registrations.

    Raises:
        NotAllowed: `by` does not run it.
        Refusal: `over`, if it was held, called off, or is past.
    """
    check_manages(by, event)
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_event(event)
        if locked.is_coming:
            return locked
        if locked.status != Status.DRAFT or locked.ends_at <= now:
            raise event.kind.refusals.over
        locked.status, locked.opened_at = Status.OPEN, now
        locked.save(update_fields=["status", "opened_at"])
        event.kind.opened(locked, by=by)
    return locked


def change_event[E: Event](
    *,
    by: Person,
    event: E,
    plan: EventPlan,
    write: Callable[[E], None],
    now: datetime | None = None,
) -> E:
    """Changes the description, date or place of an event. Registered and waiting people are
    notified once of a new date or place, and additional seats go to the waiting list.

    Args:
        write: writes the plan on the event and its related rows.

    Raises:
        NotAllowed: `by` does not run it.
        Refusal: `over`, `past`, `backwards`, `made_already`, `seats_taken`, or that of `write`;
            nothing is changed.
    """
    check_manages(by, event)
    now = now or timezone.now()
    with refusing(rules_of(event)):
        locked = lock_event(event)
        if locked.status not in Event.CHANGING:
            raise event.kind.refusals.over
        if plan.starts_at != locked.starts_at:
            check_period(locked, plan, now)
        elif plan.ends_at <= plan.starts_at:
            raise event.kind.refusals.backwards
        before = (locked.starts_at, locked.ends_at, locked.location)
        former_place = place_words(locked)
        write(locked)
        has_moved = (locked.starts_at, locked.ends_at, locked.location) != before
        if has_moved:
            touch(locked, now)
            locked.registrations.update(reminded_at=None)
        locked.save()
        fill(locked, now)
        if has_moved and locked.is_coming:
            notify_rescheduled(locked, former_place=former_place)
    return locked


def notify_rescheduled(event: Event, *, former_place: str) -> None:
    """Mails the registered people that the event left `former_place`, its former time and place."""
    notify_active(event, event.kind.mails.rescheduled, former_place=former_place)
    event.kind.rescheduled(event, former_place=former_place)


def call_off_event[E: Event](
    *, by: Person, event: E, reason: str = "", now: datetime | None = None
) -> E:
    """Calls an event off: registered and waiting people are notified once, and their calendars
    remove it.

    Raises:
        NotAllowed: `by` does not run it.
        Refusal: `over`, if it was held.
    """
    check_manages(by, event)
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_event(event)
        if locked.status == Status.CALLED_OFF:
            return locked
        if locked.status == Status.HELD:
            raise event.kind.refusals.over
        locked.status, locked.called_off_at = Status.CALLED_OFF, now
        locked.call_off_reason = reason.strip()[:300]
        touch(locked, now)
        event.kind.calling_off(locked, by=by, now=now)
        locked.save()
        cancelled = cancel_all(locked, now)
        notify_all(locked, cancelled, event.kind.mails.called_off, reason=locked.call_off_reason)
        event.kind.called_off(locked, by=by)
    return locked


def hold_event[E: Event](*, event: E, now: datetime | None = None) -> E:
    """Marks an event as over and held: registrations close, and the waiting list is cancelled.
    Called by a scheduled job."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_event(event)
        if locked.is_coming and locked.ends_at <= now:
            locked.status, locked.held_at = Status.HELD, now
            locked.save(update_fields=["status", "held_at"])
            event.kind.took_place(locked)
    return locked


def touch(event: Event, now: datetime) -> None:
    """Increments the sequence of an event: calendars update, and a person who is registering has to
    read it again."""
    event.sequence += 1
    event.changed_at = now
