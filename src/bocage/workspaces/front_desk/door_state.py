"""State on the screen of a door: now, next, free until; never why, and names by choice."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal, NamedTuple
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bocage.foundation.formatting.times import format_hours, format_time
from bocage.workspaces.booking_rules.models import Audience
from bocage.workspaces.booking_rules.rules import Rules
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.opening_hours.availability import Interval, OpenDay, day_interval, local_day
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.places.models import Place, Resource
from bocage.workspaces.scheduling.models.bookings import Booking, Hold
from bocage.workspaces.scheduling.models.outside_calendars import OutsideEvent

DOOR_MINUTES = (30, 60)
"""Lengths for which a room can be booked at its door."""


class Stretch(NamedTuple):
    """Occupied period, and the name that may be shown."""

    period: Interval
    person_name: str
    by_door: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class DoorState:
    """Resource at a moment, in the words of its screen. `until` is empty without an end today.

    `version` changes if and only if something displayed changes. `turn` numbers the bookings of
    this door, so that a second press of one button is the same request.
    """

    space: str
    place: str
    state: Literal["free", "taken", "closed"]
    until: str
    person_name: str
    following: str
    choices: tuple[int, ...]
    can_be_ended: bool
    turn: int
    capacity: int

    @property
    def version(self) -> str:
        content = repr((get_language(), *(getattr(self, name) for name in self.__slots__)))
        return sha256(content.encode()).hexdigest()[:32]


def is_taken_at_the_door(rules: Rules) -> bool:
    """Checks whether the rules of a resource let anybody take it at its door, with no account and
    no approval.
    """
    return (
        rules.audience == Audience.EVERYONE
        and not rules.needs_approval
        and not rules.requires_membership
        and not rules.requires_introduction
    )


def door_state(door: SharedAddress, *, now: datetime) -> DoorState:
    """Returns the state of the screen beside a door at a moment; three queries, besides those of
    the plan.

    Raises:
        TypeError: the address is not that of a resource.
    """
    place, resource = opened_by(door)
    plan = plan_of(place)
    space = plan.space(resource.pk)
    if space is None:
        raise TypeError("the door of a resource that its place does not have")
    opened = plan.open_day(local_day(now))
    stretches = _stretches(plan, space, now)
    current = next(
        (stretch for stretch in stretches if stretch.period.start <= now < stretch.period.end), None
    )
    following = next((stretch for stretch in stretches if stretch.period.start > now), None)
    until = free_until(opened, stretches, now)
    is_open = until is not None
    choices = _choices(space, until, now) if place.status == Place.Status.PUBLISHED else ()
    return DoorState(
        space=resource.name,
        place=place.name,
        state="taken" if current else "free" if is_open else "closed",
        until=_until(current, until, opened, now),
        person_name=current.person_name if current else "",
        following=_following(following),
        choices=() if current else choices,
        can_be_ended=current is not None and current.by_door == door.pk,
        turn=Booking.objects.filter(door=door).count(),
        capacity=resource.capacity,
    )


def opened_by(door: SharedAddress) -> tuple[Place, Resource]:
    """Returns the place and the resource of a door's screen.

    Raises:
        TypeError: the address is not that of a resource.
    """
    if door.place is None or door.resource is None:
        raise TypeError("a door is that of a resource")
    return door.place, door.resource


def free_until(opened: OpenDay, stretches: list[Stretch], now: datetime) -> datetime | None:
    """Returns until when a free resource stays so; None where the place is not open at this
    moment."""
    part = next(
        (interval for interval in opened.intervals if interval.start <= now < interval.end), None
    )
    if part is None:
        return None
    starts = [stretch.period.start for stretch in stretches if stretch.period.start > now]
    return min([part.end, *starts])


def _choices(space: Space, until: datetime | None, now: datetime) -> tuple[int, ...]:
    if until is None or not space.is_active or not is_taken_at_the_door(space.rules):
        return ()
    start = now.replace(second=0, microsecond=0)
    return tuple(
        door_minute
        for door_minute in DOOR_MINUTES
        if start + timedelta(minutes=door_minute) <= until
    )


def _until(current: Stretch | None, until: datetime | None, opened: OpenDay, now: datetime) -> str:
    if current is not None:
        return format_time(current.period.end)
    if until is not None:
        return format_time(until)
    later = next((interval.start for interval in opened.intervals if interval.start > now), None)
    return format_time(later) if later is not None else ""


def _following(following: Stretch | None) -> str:
    if following is None:
        return ""
    return f"{format_hours(*following.period)} · {following.person_name}"


def _stretches(plan: PlacePlan, space: Space, now: datetime) -> list[Stretch]:
    """Returns the occupied periods from now until the end of the day, in order."""
    window = DateTimeTZRange(now, day_interval(local_day(now)).end, "[)")
    resource_ids = plan.held_with(space)
    holds = (
        Hold.objects.filter(resource__in=resource_ids, period__overlap=window, is_holding=True)
        .select_related("booking__booked_for")
        .order_by("period", "booking_id")
    )
    held_stretches = {
        hold.booking_id: Stretch(
            Interval(hold.period.lower, hold.period.upper),
            _shown_name(hold.booking),
            hold.booking.door_id,
        )
        for hold in holds
    }
    outside = OutsideEvent.objects.filter(resource__in=resource_ids, period__overlap=window)
    busy = [
        Stretch(Interval(period.lower, period.upper), _("Occupé"))
        for period in outside.order_by("period").values_list("period", flat=True)
    ]
    shut = [
        Stretch(closure.interval, closure.reason or _("Fermé"))
        for closure in plan.closures_of(space)
        if closure.interval.end > now and local_day(closure.interval.start) <= local_day(now)
    ]
    return sorted([*held_stretches.values(), *busy, *shut], key=lambda stretch: stretch.period)


def _shown_name(booking: Booking) -> str:
    """Returns the name, if the person shows it to those present and the booking is not private."""
    person = booking.booked_for
    if person is None:
        return _("Pris à la porte")
    if booking.is_private or not person.shows_name_to_others or not person.name:
        return _("Réservé")
    return person.name
