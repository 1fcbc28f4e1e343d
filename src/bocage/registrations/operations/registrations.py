"""Operations on registrations: requested without an account, confirmed by mail, cancelled.

Each operation locks the event, then the registration. The database counts the seats and rejects an
extra one, which goes on the waiting list. All are idempotent.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.people.models import Person
from bocage.registrations.models import MAX_TOGETHER, Event, Registration
from bocage.registrations.notifications import notify, notify_registered
from bocage.registrations.operations.seats import (
    check_seen,
    fill,
    lock_open_event,
    lock_registration,
    seat,
)

State = Registration.State


def check_together(event: Event, people: int) -> None:
    """Checks the number of people of one registration.

    Raises:
        Refusal: `too_many`, if it is not between one and six.
    """
    if not 1 <= people <= MAX_TOGETHER:
        raise event.kind.refusals.too_many


def ask_to_register(
    *, event: Event, email: str, seen_sequence: int | None, now: datetime, **values: Any
) -> None:
    """Stores a registration without an account, and mails its address to confirm it.

    A registered address is mailed again, and its owner sees the current registration: the response
    does not reveal who is registered.

    Args:
        seen_sequence: the version of the event that they read.
        written: the other fields of their registration.

    Raises:
        Refusal: `closed` or `moved`, as `lock_open_event` and `check_seen`.
    """
    with transaction.atomic():
        locked = lock_open_event(event, now)
        check_seen(locked, seen_sequence)
        registration = (
            locked.registrations.not_cancelled().with_addresses().filter(email=email).first()
        )
        if registration is None:
            registration = event.kind.registrations(email=email, state=State.UNCONFIRMED)
        registration.event = locked
        if registration.state != State.UNCONFIRMED:
            notify_registered(registration)
            return
        for field, value in values.items():
            setattr(registration, field, value)
        registration.requested_at = now
        registration.save()
        notify(registration, event.kind.mails.confirm)


def confirm_registration[R: Registration](*, registration: R, now: datetime | None = None) -> R:
    """Confirms a registration from its mailbox: it gets a seat, or joins the waiting list.

    Raises:
        NoLongerPossible: it was deleted or cancelled, or the event no longer accepts registrations.
    """
    now = now or timezone.now()
    with transaction.atomic():
        registration = lock_registration(registration)
        if registration.is_active:
            return registration
        if registration.state == State.CANCELLED or not registration.event.takes_registrations(now):
            raise NoLongerPossible
        owner: R = registration.kind.owner_of(registration, now=now)
        if owner.pk == registration.pk:
            seat(owner, now)
    return owner


def leave_event[R: Registration](
    *, by: Person | None, registration: R, now: datetime | None = None
) -> R:
    """Cancels a registration: the seat goes to the first of the waiting list.

    Args:
        by: None for the link of their mail, or for a scheduled job.

    Raises:
        NotAllowed: it is somebody else's, and `by` does not run the event.
        Refusal: `closed`, if it is over.
        NoLongerPossible: it was never confirmed, and is deleted.
    """
    if by is not None and not by.has_perm(registration.kind.manage_registration, registration):
        raise NotAllowed
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_registration(registration)
        if locked.state == State.CANCELLED:
            return locked
        if not locked.event.takes_registrations(now):
            raise registration.kind.refusals.closed
        was_active = locked.is_active
        locked.state, locked.cancelled_at, locked.arrived_at = State.CANCELLED, now, None
        locked.sequence += 1
        locked.save(update_fields=["state", "cancelled_at", "arrived_at", "sequence"])
        if was_active:
            notify(locked, registration.kind.mails.cancelled)
            registration.kind.cancelled(locked)
        fill(locked.event, now)
    return locked
