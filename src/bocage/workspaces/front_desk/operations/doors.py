"""Bookings made at a door without an account (docs/decisions/workspaces-doors.md)."""

from datetime import datetime, timedelta

from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from bocage.foundation.db.constraints import constraint_of, refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.workspaces.billing.errors import RULES
from bocage.workspaces.booking_refusals.errors import (
    OutsideOpeningHours,
    PeriodInvalid,
    PlaceNotOpen,
    ResourceUnknown,
    Taken,
)
from bocage.workspaces.front_desk.door_state import DOOR_MINUTES, is_taken_at_the_door, opened_by
from bocage.workspaces.front_desk.errors import AddressRevoked, NotTakenAtTheDoor
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.front_desk.operations.presence import end_presence, write_visit
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.operations.holds import take_resources

KEY_LENGTH = 64


@retry_on_conflict
def book_at_the_door(
    *, door: SharedAddress, minutes: int, idempotency_key: str, now: datetime | None = None
) -> Booking:
    """Books the room of a door from this minute, for half an hour or an hour.

    The screen acts without a signed-in person. The same idempotency key books once.

    Raises:
        AddressRevoked: the address of the screen was revoked.
        PeriodInvalid: another length is requested.
        PlaceNotOpen, OutsideOpeningHours, PlaceClosed: it is not open for that long.
        NotTakenAtTheDoor: the room requires an approval, an account or an introduction.
        Taken: it is held by another booking.
    """
    now = now or timezone.now()
    if minutes not in DOOR_MINUTES or not idempotency_key:
        raise PeriodInvalid
    place, resource = opened_by(door)
    if place.status != Place.Status.PUBLISHED:
        raise PlaceNotOpen
    plan = plan_of(place)
    space = plan.space(resource.pk)
    if space is None or not space.is_active:
        raise ResourceUnknown
    if not is_taken_at_the_door(space.rules):
        raise NotTakenAtTheDoor
    start = now.replace(second=0, microsecond=0)
    period = Interval(start, start + timedelta(minutes=minutes))
    key = idempotency_key[:KEY_LENGTH]
    existing = Booking.objects.filter(door=door, idempotency_key=key).first()
    if existing is not None:
        return existing
    _check_open(plan, space, period)
    return _take(door, place, space, period, key=key, now=now)


def _check_open(plan: PlacePlan, space: Space, period: Interval) -> None:
    opened = plan.open_day(local_day(period.start))
    if not any(part.contains(period) for part in opened.intervals):
        raise OutsideOpeningHours
    if any(closure.interval.meets(period) for closure in plan.closures_of(space)):
        raise Taken


def _take(
    door: SharedAddress, place: Place, space: Space, period: Interval, *, key: str, now: datetime
) -> Booking:
    try:
        with refusing(RULES):
            in_use = SharedAddress.objects.filter(pk=door.pk, kind="door", revoked_at=None)
            if not in_use.update(last_used_at=now):
                raise AddressRevoked
            booking = Booking.objects.create(
                place=place,
                door=door,
                status=Booking.Status.CHECKED_IN,
                period=DateTimeTZRange(*period, "[)"),
                idempotency_key=key,
                confirmed_at=now,
                checked_in_at=now,
            )
            if take_resources(booking, [space.pk], plan_of(place)) < 1:
                raise Taken
            write_visit(booking)
    except IntegrityError as error:
        if constraint_of(error) != "workspaces_booking_door_sent_once":
            raise
        return Booking.objects.get(door=door, idempotency_key=key)
    return booking


@retry_on_conflict
def end_at_the_door(*, door: SharedAddress, now: datetime | None = None) -> Booking | None:
    """Ends the current booking made at this door; returns None if there is none.

    Raises:
        AddressRevoked: the address of the screen was revoked.
    """
    now = now or timezone.now()
    with refusing(RULES):
        if not SharedAddress.objects.filter(pk=door.pk, revoked_at=None).exists():
            raise AddressRevoked
        booking = (
            lock_rows(Booking.objects.all())
            .filter(door=door, status=Booking.Status.CHECKED_IN, period__contains=now)
            .first()
        )
        if booking is not None:
            end_presence(booking, now=now)
    return booking
