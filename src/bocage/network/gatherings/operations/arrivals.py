"""Attendance at a gathering: QR code, organiser's list, or walk-in without registration."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from bocage.network.gatherings.errors import (
    ArrivalNotNow,
    GatheringNotHeld,
    GatheringToCome,
    TooManyWalkIns,
)
from bocage.network.gatherings.models.gatherings import Gathering
from bocage.network.gatherings.models.registrations import Registration
from bocage.network.gatherings.operations.rooms import begin_in_room
from bocage.people.models import Person
from bocage.registrations.operations.events import check_manages
from bocage.registrations.operations.seats import lock_event

LATE = timedelta(hours=12)
"""How long after the end of a gathering attendance can still be recorded."""

MAX_WALK_INS = 300
State = Registration.State


def arrive(
    *,
    gathering: Gathering,
    by: Person | None = None,
    name: str = "",
    email: str = "",
    now: datetime | None = None,
) -> Registration:
    """Records the arrival of a person who scanned the code at the door. A registered person is
    marked as present; anybody else is added as a walk-in. Idempotent.

    The response does not reveal whether an address is registered.

    Raises:
        GatheringNotHeld: the gathering does not take place.
        ArrivalNotNow: too early, or too late.
        TooManyWalkIns: as many walk-ins as are recorded came already.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_event(gathering)
        _check_now(locked, now)
        begin_in_room(locked, now=now)
        return _tick(locked, by, name.strip()[:120], email.strip().lower(), now)


def note_arrivals(
    *, by: Person, gathering: Gathering, present: Collection[UUID], now: datetime | None = None
) -> Gathering:
    """Records which registered people came. Calling it again replaces the previous list.

    Raises:
        NotAllowed: `by` does not run it.
        GatheringToCome: it is more than an hour before the start.
    """
    check_manages(by, gathering)
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_event(gathering)
        if not locked.is_its_time(now):
            raise GatheringToCome
        expected = locked.registrations.expected()
        expected.exclude(pk__in=present).update(arrived_at=None)
        if expected.filter(pk__in=present, arrived_at=None).update(arrived_at=now):
            begin_in_room(locked, now=now)
    return locked


def note_walk_in(
    *, by: Person, gathering: Gathering, name: str, people: int = 1, now: datetime | None = None
) -> Registration:
    """Adds a person who came without registering, as recorded by the organiser at the door.

    Raises:
        NotAllowed: `by` does not run it.
        GatheringNotHeld: the gathering does not take place.
        ArrivalNotNow: it is more than an hour before the start.
        TooManyWalkIns: as many walk-ins as are recorded came already.
    """
    check_manages(by, gathering)
    now = now or timezone.now()
    with transaction.atomic():
        locked = lock_event(gathering)
        if not locked.takes_place:
            raise GatheringNotHeld
        if not locked.is_its_time(now):
            raise ArrivalNotNow
        begin_in_room(locked, now=now)
        return _walk_in(locked, name.strip()[:120], None, now, people=people)


def _tick(
    gathering: Gathering, by: Person | None, name: str, email: str, now: datetime
) -> Registration:
    registrations = gathering.registrations.not_cancelled().select_related("person")
    registration = None
    if by is not None:
        registration = registrations.filter(person=by).first()
    elif email:
        registration = (
            registrations.filter(email=email).first()
            or registrations.filter(person__email=email).first()
        )
    elif name:
        registration = registrations.filter(name=name, is_walk_in=True, person=None).first()
    if registration is None:
        return _walk_in(gathering, name, by, now)
    if registration.arrived_at is None:
        if registration.state != State.REGISTERED:
            # They were on the waiting list or never confirmed: recorded as present, without taking
            # a seat.
            registration.state, registration.is_walk_in = State.REGISTERED, True
        registration.confirmed_at = registration.confirmed_at or now
        registration.arrived_at = now
        registration.save(update_fields=["state", "is_walk_in", "confirmed_at", "arrived_at"])
    return registration


def _walk_in(
    gathering: Gathering, name: str, person: Person | None, now: datetime, *, people: int = 1
) -> Registration:
    if gathering.registrations.filter(is_walk_in=True).count() >= MAX_WALK_INS:
        raise TooManyWalkIns
    return Registration.objects.create(
        event=gathering,
        person=person,
        name=name,
        state=State.REGISTERED,
        people=people,
        is_walk_in=True,
        requested_at=now,
        confirmed_at=now,
        arrived_at=now,
    )


def _check_now(gathering: Gathering, now: datetime) -> None:
    if not gathering.takes_place:
        raise GatheringNotHeld
    if not gathering.is_its_time(now) or now > gathering.ends_at + LATE:
        raise ArrivalNotNow
