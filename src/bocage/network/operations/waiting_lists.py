"""Seats of a gathering, and those who wait for one. Its caller holds the lock of the gathering."""

from __future__ import annotations

from datetime import datetime

from bocage.foundation.events import publish
from bocage.network import gathering_notices
from bocage.network.events.gatherings import RegistrationCancelled, WaitingSeated
from bocage.network.models import Gathering, Registration

State = Registration.State
Status = Gathering.Status


def fill(gathering: Gathering, now: datetime) -> None:
    """Gives the seats that are free to those who wait, the first who asked first, each told in
    the same transaction; then says whether it is full. Who comes with too many for what is left
    keeps their turn, and does not keep others from theirs."""
    gathering.refresh_from_db(fields=["seats_taken", "capacity"])
    if not gathering.takes_registrations(now):
        return
    for waiting in list(gathering.registrations.waiting().select_related("person")):
        if not gathering.seats_left:
            break
        if waiting.people > gathering.seats_left:
            continue
        waiting.gathering, waiting.state = gathering, State.REGISTERED
        waiting.save(update_fields=["state"])
        gathering.refresh_from_db(fields=["seats_taken"])
        gathering_notices.tell_seat_given(waiting)
        publish(WaitingSeated(registration_id=waiting.pk))
    _say_whether_full(gathering)


def cancel_all(gathering: Gathering, now: datetime) -> list[Registration]:
    """Nobody comes any more. Answers with those who did, to be told."""
    standing = gathering.registrations.exclude(state=State.CANCELLED).select_related("person")
    registrations = list(standing.order_by("confirmed_at", "pk"))
    told = [one for one in registrations if one.is_standing]
    for registration in registrations:
        registration.gathering, registration.state = gathering, State.CANCELLED
        registration.cancelled_at, registration.arrived_at = now, None
        registration.save(update_fields=["state", "cancelled_at", "arrived_at"])
    for registration in told:
        publish(RegistrationCancelled(registration_id=registration.pk))
    return told


def _say_whether_full(gathering: Gathering) -> None:
    status = Status.OPEN if gathering.seats_left else Status.FULL
    if gathering.status != status:
        gathering.status = status
        gathering.save(update_fields=["status"])
