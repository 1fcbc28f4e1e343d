"""Seats of an evening, and those who wait for one. Its caller holds the lock of the evening."""

from __future__ import annotations

from datetime import datetime

from bocage.foundation.row_locks import lock_row
from bocage.outreach import evening_notices
from bocage.outreach.models import CityEvening, EveningRegistration

State = EveningRegistration.State


def locked_evening(evening: CityEvening) -> CityEvening:
    """The evening as it is now, kept from other changes until the end of the transaction."""
    return lock_row(evening, "campaign__departement", "link")


def fill(evening: CityEvening, now: datetime) -> None:
    """Gives the seats that are free to those who wait, the first who asked first, each told in the
    same transaction. Who comes with too many for what is left keeps their turn, and does not keep
    others from theirs."""
    evening.refresh_from_db(fields=["seats_taken", "capacity"])
    if not evening.takes_registrations(now):
        return
    for waiting in list(evening.registrations.waiting()):
        if not evening.seats_left:
            break
        if waiting.people > evening.seats_left:
            continue
        waiting.evening, waiting.state = evening, State.REGISTERED
        waiting.save(update_fields=["state"])
        evening.refresh_from_db(fields=["seats_taken"])
        evening_notices.tell_seat_given(waiting)


def seat(registration: EveningRegistration, now: datetime) -> None:
    """A seat where there are enough; else they wait. They are told which."""
    has_seat = registration.people <= registration.evening.seats_left
    registration.state = State.REGISTERED if has_seat else State.WAITING
    registration.confirmed_at = now
    registration.save()
    fill(registration.evening, now)
    evening_notices.tell_registered(registration)


def cancel_all(evening: CityEvening, now: datetime) -> list[EveningRegistration]:
    """Nobody comes any more. Answers with those who did, to be told."""
    kept = evening.registrations.exclude(state=State.CANCELLED)
    registrations = list(kept.order_by("confirmed_at", "pk"))
    told = [one for one in registrations if one.is_standing]
    for registration in registrations:
        registration.evening, registration.state = evening, State.CANCELLED
        registration.cancelled_at, registration.arrived_at = now, None
        registration.save(update_fields=["state", "cancelled_at", "arrived_at"])
    return told
