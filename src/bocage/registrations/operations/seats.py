"""Seats of an event, and its waiting list. The caller holds the lock of the event."""

from datetime import datetime

from bocage.foundation.db.row_locks import lock_row
from bocage.foundation.http.signed_actions import NoLongerPossible
from bocage.registrations.models import Event, Registration
from bocage.registrations.notifications import notify, notify_registered

State = Registration.State


def lock_event[E: Event](event: E) -> E:
    """Returns the current row of an event, locked until the end of the transaction."""
    return lock_row(event, *event.kind.read_with)


def lock_open_event[E: Event](event: E, now: datetime) -> E:
    """Locks an event that is open to registrations.

    Raises:
        Refusal: `closed`, if it is not open, was called off, or is over.
    """
    locked = lock_event(event)
    if not locked.takes_registrations(now):
        raise event.kind.refusals.closed
    return locked


def check_seen(event: Event, seen_sequence: int | None) -> None:
    """Checks that the person read the current version of the event.

    Raises:
        Refusal: `moved`, if they read another version.
    """
    if seen_sequence is not None and seen_sequence != event.sequence:
        raise event.kind.refusals.outdated


def lock_registration[R: Registration](registration: R) -> R:
    """Returns the current row of a registration, under the lock of its event.

    Raises:
        NoLongerPossible: it was never confirmed, and is deleted.
    """
    row = type(registration)._default_manager.filter(pk=registration.pk).first()
    if row is None:
        raise NoLongerPossible
    event = lock_event(registration.kind.events(pk=row.event_id))
    locked: R | None = registration.kind.registration_rows().filter(pk=registration.pk).first()
    if locked is None:
        raise NoLongerPossible
    locked.event = event
    return locked


def seat(registration: Registration, now: datetime) -> None:
    """Gives a seat if there are enough, else a place on the waiting list; notifies the person."""
    has_seat = registration.people <= registration.event.seats_left
    registration.state = State.REGISTERED if has_seat else State.WAITING
    registration.confirmed_at = now
    registration.save()
    registration.kind.registered(registration)
    fill(registration.event, now)
    notify_registered(registration)


def fill(event: Event, now: datetime) -> None:
    """Gives free seats to the waiting list, in order, and notifies each person in the same
    transaction. A registration of too many people for the seats left keeps its turn, and does not
    block the next ones."""
    event.refresh_from_db(fields=["seats_taken", "capacity"])
    if not event.takes_registrations(now):
        return
    for waiting in list(event.registrations.waiting().with_addresses()):
        if not event.seats_left:
            break
        if waiting.people > event.seats_left:
            continue
        waiting.event, waiting.state = event, State.REGISTERED
        waiting.save(update_fields=["state"])
        event.refresh_from_db(fields=["seats_taken"])
        notify(waiting, event.kind.mails.seat_given)
        event.kind.seated(waiting)
    event.kind.filled(event)


def cancel_all(event: Event, now: datetime) -> list[Registration]:
    """Cancels every registration.

    Returns: those with a seat or on the waiting list, to be notified.
    """
    rows = event.registrations.not_cancelled().with_addresses()
    registrations: list[Registration] = list(rows.order_by("confirmed_at", "pk"))
    active = [registration for registration in registrations if registration.is_active]
    for registration in registrations:
        registration.event, registration.state = event, State.CANCELLED
        registration.cancelled_at, registration.arrived_at = now, None
        registration.save(update_fields=["state", "cancelled_at", "arrived_at"])
    for registration in active:
        event.kind.cancelled(registration)
    return active
