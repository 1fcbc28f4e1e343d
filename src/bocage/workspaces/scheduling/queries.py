"""Availability: the busy intervals of the database laid over the plans of the places."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone
from psycopg.types.multirange import Multirange
from psycopg.types.range import Range

from bocage.foundation.db.prepared_statements import prepared_cursor
from bocage.workspaces.booking_rules.models import LONGEST_BUFFER_MINUTES
from bocage.workspaces.opening_hours.availability import (
    CellState,
    Halves,
    Interval,
    OpenDay,
    day_interval,
    days_from,
    free_slots,
    halves,
    is_free,
    local_day,
    remaining,
    strip,
)
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of, plans_of
from bocage.workspaces.places.models import Place

# A GiST index does not support a list of resources: PostgreSQL would read the holds of every place
# on that day. One scan per resource (OFFSET prevents a merge) reads only theirs.
BUSY = """
    SELECT one.resource_id, lower(held.period), upper(held.period)
    FROM unnest(%(resources)s::uuid[]) AS one (resource_id)
    CROSS JOIN LATERAL (
        SELECT period FROM workspaces_hold hold
        WHERE hold.resource_id = one.resource_id AND period && %(window)s AND is_holding OFFSET 0
    ) AS held
    UNION ALL
    SELECT resource_id, lower(period), upper(period) FROM workspaces_outsideevent
    WHERE resource_id = ANY (%(resources)s) AND period && %(window)s
    ORDER BY 2, 3
"""

BUSY_ON = """
    SELECT resource_id, lower(period), upper(period) FROM workspaces_hold
    WHERE resource_id = ANY (%(resources)s) AND period && %(windows)s::tstzmultirange
        AND is_holding AND booking_id <> ALL (%(exclude)s)
    UNION ALL
    SELECT resource_id, lower(period), upper(period) FROM workspaces_outsideevent
    WHERE resource_id = ANY (%(resources)s) AND period && %(windows)s::tstzmultirange
    ORDER BY 2, 3
"""

# For whole places, the few bookings of those days are read first, then their holds: a place has
# many resources, of which few are taken on a day. `OFFSET 0` keeps this order, and the holds of a
# booking read by its key, before PostgreSQL has statistics too.
BUSY_IN_PLACES = """
    SELECT held.resource_id, lower(held.period), upper(held.period)
    FROM unnest(%(places)s::uuid[]) AS one (place_id)
    CROSS JOIN LATERAL (
        SELECT hold.resource_id, hold.period
        FROM workspaces_booking booking
        CROSS JOIN LATERAL (
            SELECT resource_id, period FROM workspaces_hold
            WHERE booking_id = booking.id AND is_holding OFFSET 0
        ) AS hold
        WHERE booking.place_id = one.place_id AND booking.period && %(around)s
            AND hold.period && %(window)s OFFSET 0
    ) AS held
    UNION ALL
    SELECT event.resource_id, lower(event.period), upper(event.period)
    FROM workspaces_outsideevent event
    JOIN workspaces_resource resource ON resource.id = event.resource_id
    WHERE resource.place_id = ANY (%(places)s) AND event.period && %(window)s
    ORDER BY 2, 3
"""

Busy = Mapping[UUID, list[Interval]]


def holders_of_resources(resource_ids: Collection[UUID], period: Interval) -> set[tuple[UUID, str]]:
    """Returns the person and the key (`idempotency_key`) of each booking that holds the resources
    in a period; one query.

    `period` includes the buffers of the requested spaces. Empty when all of them are free. The
    statement is written out, as the first that everybody runs who wants the same room at once. Each
    resource has its condition, since a GiST index does not take a list of them.
    """
    conditions = " OR ".join(["hold.resource_id = %s"] * len(resource_ids))
    with prepared_cursor() as cursor:
        cursor.execute(
            "SELECT booking.created_by_id, booking.idempotency_key"  # noqa: S608 - placeholders alone
            " FROM workspaces_hold hold JOIN workspaces_booking booking"
            " ON booking.id = hold.booking_id"
            f" WHERE ({conditions}) AND hold.period && %s AND hold.is_holding",
            [*resource_ids, DateTimeTZRange(*period, "[)")],
        )
        return set(cursor.fetchall())


def busy_intervals(resource_ids: Collection[UUID], window: Interval) -> Busy:
    """Returns when resources are taken in a window, by bookings here and by the outside calendars
    that they follow, in order: one query.
    """
    busy: dict[UUID, list[Interval]] = defaultdict(list)
    if not resource_ids:
        return busy
    with connection.cursor() as cursor:
        cursor.execute(
            BUSY, {"resources": list(resource_ids), "window": DateTimeTZRange(*window, "[)")}
        )
        for resource_id, start, end in cursor.fetchall():
            busy[resource_id].append(Interval(start, end))
    return busy


def busy_in_places(place_ids: Collection[UUID], window: Interval) -> Busy:
    """Returns when all the resources of some places are taken in a window, like `busy_intervals`:
    one query.
    """
    busy: dict[UUID, list[Interval]] = defaultdict(list)
    if not place_ids:
        return busy
    buffer = timedelta(minutes=LONGEST_BUFFER_MINUTES)
    periods = {
        "window": DateTimeTZRange(*window, "[)"),
        "around": DateTimeTZRange(window.start - buffer, window.end + buffer, "[)"),
    }
    with prepared_cursor() as cursor:
        cursor.execute(BUSY_IN_PLACES, {"places": list(place_ids), **periods})
        for resource_id, start, end in cursor.fetchall():
            busy[resource_id].append(Interval(start, end))
    return busy


def busy_intervals_on(
    days: Collection[date],
    resource_ids: Collection[UUID],
    *,
    around: timedelta = timedelta(0),
    exclude: Collection[UUID] = (),
) -> Busy:
    """Returns when resources are taken on any of some local days and `around` them, like
    `busy_intervals`: one query, however far the days lie from each other. `exclude` are bookings
    that do not count.
    """
    whole_days = map(day_interval, sorted(days))
    windows = Multirange(
        Range(whole.start - around, whole.end + around, "[)") for whole in whole_days
    )
    busy: dict[UUID, list[Interval]] = defaultdict(list)
    params: dict[str, Any] = {
        "resources": list(resource_ids),
        "windows": windows,
        "exclude": list(exclude),
    }
    with connection.cursor() as cursor:
        cursor.execute(BUSY_ON, params)
        for resource_id, start, end in cursor.fetchall():
            busy[resource_id].append(Interval(start, end))
    return busy


@dataclass(frozen=True, slots=True)
class SpaceDay:
    """Availability of one resource on one day: when it is taken, its own closures and its parts
    included.
    """

    space: Space
    opened: OpenDay
    busy: tuple[Interval, ...]

    def is_free(self, period: Interval) -> bool:
        return is_free(period, self.busy)

    def free_slots(self) -> list[Interval]:
        """Returns its free stretches within the opening hours, in order."""
        return free_slots(self.opened, self.busy)

    def strip(self, cells: int = 20) -> list[CellState]:
        """Returns the day as a row of cells, from opening to closing: free, taken or closed."""
        return strip(self.opened, self.busy, cells)


@dataclass(frozen=True, slots=True)
class DayAvailability:
    """Availability of a place on one day. `offers` are its halves and its day, without the past
    part.
    """

    opened: OpenDay
    offers: Halves
    spaces: tuple[SpaceDay, ...]
    can_be_booked: bool

    @property
    def day(self) -> date:
        return self.opened.day

    def free(
        self, period: Interval, *, kind: str | None = None, attendees: int = 1
    ) -> list[SpaceDay]:
        """Returns the resources that are free in a period, in the order of the place."""
        return [
            space_day
            for space_day in self.of_kind(kind)
            if space_day.space.capacity >= attendees and space_day.is_free(period)
        ]

    def of_kind(self, kind: str | None = None) -> list[SpaceDay]:
        """Returns the resources that can be booked, of one kind where it is given."""
        return [space for space in self.spaces if kind is None or space.space.kind == kind]


def days_of(
    place: Place, first: date, count: int = 7, *, now: datetime | None = None
) -> list[DayAvailability]:
    """Returns a place on consecutive days, in one query (and five when its plan is new here)."""
    now = now or timezone.now()
    plan = plan_of(place)
    window = Interval(
        day_interval(first).start - plan.widest_buffer,
        day_interval(first + timedelta(days=count - 1)).end + plan.widest_buffer,
    )
    busy = busy_intervals([space.pk for space in plan.spaces], window)
    return [_day_availability(plan, day, busy, now) for day in days_from(first, count)]


def places_on(
    places: Sequence[Place], day: date, *, now: datetime | None = None
) -> dict[UUID, DayAvailability]:
    """Returns many places on one day, in one query (and five when plans are new here)."""
    now = now or timezone.now()
    plans = plans_of(places)
    around = max((plan.widest_buffer for plan in plans.values()), default=timedelta(0))
    whole_day = day_interval(day)
    busy = busy_in_places(plans, Interval(whole_day.start - around, whole_day.end + around))
    return {place.pk: _day_availability(plans[place.pk], day, busy, now) for place in places}


def _day_availability(plan: PlacePlan, day: date, busy: Busy, now: datetime) -> DayAvailability:
    opened = plan.open_day(day)
    rules = plan.loosest_rules
    soonest = now + rules.notice
    offers = Halves(*(remaining(half, soonest, rules.step) for half in halves(opened)))
    last_day = local_day(now) + timedelta(days=rules.horizon_days)
    return DayAvailability(
        opened=opened,
        offers=offers,
        spaces=tuple(
            SpaceDay(space, opened, _busy_or_closed(plan, space, busy, day))
            for space in plan.bookable()
        ),
        can_be_booked=local_day(now) <= day <= last_day and any(offers),
    )


def _busy_or_closed(plan: PlacePlan, space: Space, busy: Busy, day: date) -> tuple[Interval, ...]:
    whole_day = day_interval(day)
    closures = [closure.interval for closure in plan.closures_of(space)]
    intervals = [*taken_for(plan, space, busy), *closures]
    return tuple(sorted(interval for interval in intervals if interval.meets(whole_day)))


def taken_for(plan: PlacePlan, space: Space, busy: Busy) -> list[Interval]:
    """Returns the periods in which a resource cannot be booked: holds of it or of its parts, with
    its own buffers around them.
    """
    return [
        space.rules.barred_by(interval)
        for pk in plan.held_with(space)
        for interval in busy.get(pk, ())
    ]
