"""Open time of the spaces of places in a period: the denominator of occupancy.

Opening hours and closures are those of the current plans (`plans.py`): weekly hours, exceptional
hours, public holidays, closures of the place and of its spaces.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bocage.workspaces.opening_hours.availability import Interval, days_from, subtract
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plans_of
from bocage.workspaces.places.models import Place, ResourceKind
from bocage.workspaces.reports.period import ReportPeriod
from bocage.workspaces.scheduling.models.bookings import Booking

OCCUPYING_STATUSES = (
    Booking.Status.CONFIRMED,
    Booking.Status.CHECKED_IN,
    Booking.Status.COMPLETED,
    Booking.Status.NO_SHOW,
)
"""Statuses that count as occupation, whether or not the person came."""


@dataclass(frozen=True, slots=True)
class OpenSpace:
    """Space with its open minutes; `is_counted` where it is part of the total."""

    place: Place
    space: Space
    minutes: int
    is_counted: bool
    number: int
    """Index in `OpenTime.ranges`, from 1."""


@dataclass(frozen=True, slots=True)
class OpenTime:
    """Open time of the spaces of places; many share the same, which is sent once."""

    period: ReportPeriod
    spaces: Sequence[OpenSpace]
    ranges: Sequence[str]

    def parameters(self, *, counted_only: bool) -> dict[str, Any]:
        """Returns the parameters of the statements; `counted_only` leaves out the spaces
        that are not part of the total.
        """
        spaces = [space for space in self.spaces if space.is_counted or not counted_only]
        return {
            "places": list({space.place.pk for space in spaces}),
            "resources": [space.space.pk for space in spaces],
            "numbers": [space.number for space in spaces],
            "ranges": list(self.ranges),
            "start": self.period.interval.start,
            "end": self.period.interval.end,
            "taken": list(OCCUPYING_STATUSES),
        }


def open_time_of(places: Sequence[Place], period: ReportPeriod) -> OpenTime:
    """Returns the open time of every space of places, in the seven queries of their plans
    at most."""
    plans = plans_of(places)
    ranges: dict[str, int] = {}
    spaces = [
        space for place in places for space in _spaces(place, plans[place.pk], period, ranges)
    ]
    return OpenTime(period, spaces, list(ranges))


def _spaces(
    place: Place, plan: PlacePlan, period: ReportPeriod, ranges: dict[str, int]
) -> list[OpenSpace]:
    opened = [
        interval
        for day in days_from(period.first, period.days)
        for interval in plan.open_day(day).intervals
    ]
    computed: dict[tuple[Interval, ...], tuple[int, int]] = {}
    open_spaces = []
    for space in plan.spaces:
        closed = tuple(
            closure.interval
            for closure in plan.closures_of(space)
            if closure.interval.meets(period.interval)
        )
        if closed not in computed:
            open_parts = subtract(opened, closed)
            seconds = sum((part.length.total_seconds() for part in open_parts), 0.0)
            text = "{" + ",".join(f"[{part.start},{part.end})" for part in open_parts) + "}"
            computed[closed] = int(seconds // 60), ranges.setdefault(text, len(ranges) + 1)
        minutes, number = computed[closed]
        open_spaces.append(OpenSpace(place, space, minutes, is_counted(plan, space), number))
    return open_spaces


def is_counted(plan: PlacePlan, space: Space) -> bool:
    """Checks whether a space is part of the total: a divisible room counts by its parts, the whole
    place by all its spaces, and a withdrawn space not at all.
    """
    if not space.is_active:
        return False
    parents: set[UUID | None] = {space.parent_id for space in plan.spaces if space.is_active}
    if space.kind == ResourceKind.WHOLE_PLACE:
        return sum(space.is_active for space in plan.spaces) == 1
    return space.pk not in parents
