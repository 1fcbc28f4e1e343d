"""Fair use: maximum hours that a person may book in a week or a month.

The hours of a booking count once for each requested resource, without buffers, from the request on,
unless it is cancelled or refused. A quota set on a resource counts that resource alone; the quota
of the place counts together all resources without their own.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.formatting.durations import format_minutes
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import QuotaReached
from bocage.workspaces.opening_hours.availability import Interval, day_interval, local_day
from bocage.workspaces.place_plans.plans import PlacePlan, Space
from bocage.workspaces.scheduling.models.bookings import Booking, Hold

COUNTED_STATUSES = (*Booking.OPEN, Booking.Status.COMPLETED, Booking.Status.NO_SHOW)
QUOTAS = ("hours_per_week", "hours_per_month")
NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True)
class _Pool:
    """Resources whose hours are counted together, per week or month."""

    name: str
    hours: int
    resources: frozenset[UUID]
    window: Interval


class HoursBooked:
    """Hours that a person has booked in a place, to which others are added one by one."""

    def __init__(self, plan: PlacePlan, booked: Collection[tuple[UUID, Interval]]) -> None:
        self._plan = plan
        self._booked = list(booked)

    def add(self, spaces: Collection[Space], period: Interval) -> None:
        """Counts a period in some spaces, if the quotas allow it.

        Raises:
            QuotaReached: with the remaining hours; nothing is counted.
        """
        pools = set(_pools(self._plan, spaces, local_day(period.start)))
        for pool in sorted(pools, key=lambda pool: QUOTAS.index(pool.name)):
            requested = period.length * sum(space.pk in pool.resources for space in spaces)
            used = sum((booked.length for booked in self._in(pool)), NO_TIME)
            if used + requested > timedelta(hours=pool.hours):
                raise QuotaReached(_sentence(pool, used))
        self._booked += [(space.pk, period) for space in spaces]

    def _in(self, pool: _Pool) -> Iterator[Interval]:
        for resource_id, period in self._booked:
            if (
                resource_id in pool.resources
                and pool.window.start <= period.start < pool.window.end
            ):
                yield period


def hours_booked(
    *,
    person: Person,
    plan: PlacePlan,
    place_id: UUID,
    spaces: Collection[Space],
    days: Collection[date],
    exclude: Collection[UUID] = (),
) -> HoursBooked:
    """Reads the hours that a person has booked, without the bookings `exclude`, in the weeks and
    months in which quotas of the spaces apply to some days. One query if there is a quota.
    """
    pools = [pool for day in days for pool in _pools(plan, spaces, day)]
    if not pools:
        return HoursBooked(plan, ())
    holds = Hold.objects.filter(
        is_implied=False,
        booking__booked_for=person,
        booking__place=place_id,
        booking__status__in=COUNTED_STATUSES,
        booking__period__startswith__gte=min(pool.window.start for pool in pools),
        booking__period__startswith__lt=max(pool.window.end for pool in pools),
    ).exclude(booking__in=exclude)
    booked = holds.values_list("resource_id", "booking__period")
    return HoursBooked(plan, [(pk, Interval(period.lower, period.upper)) for pk, period in booked])


def _pools(plan: PlacePlan, spaces: Collection[Space], day: date) -> Iterator[_Pool]:
    for space in spaces:
        for name in QUOTAS:
            hours = getattr(space.rules, name)
            if hours is not None:
                yield _Pool(name, hours, _counted_with(plan, space, name), _window(name, day))


def _counted_with(plan: PlacePlan, space: Space, name: str) -> frozenset[UUID]:
    if name in space.own_rules:
        return frozenset({space.pk})
    return frozenset(space.pk for space in plan.spaces if name not in space.own_rules)


def _window(name: str, day: date) -> Interval:
    """Returns the week (from Monday) or the month of a local day."""
    if name == "hours_per_week":
        first = day - timedelta(days=day.weekday())
        after = first + timedelta(days=7)
    else:
        first = day.replace(day=1)
        after = (first + timedelta(days=32)).replace(day=1)
    return Interval(day_interval(first).start, day_interval(after).start)


def _sentence(pool: _Pool, used: timedelta) -> str:
    granted = timedelta(hours=pool.hours)
    remaining = max(granted - used, NO_TIME) // timedelta(minutes=1)
    words = {"granted": format_minutes(pool.hours * 60), "left": format_minutes(remaining)}
    if pool.name == "hours_per_week":
        if remaining:
            return (
                _(
                    "Chacun peut réserver %(granted)s par semaine : il vous reste %(left)s cette "
                    "semaine-là."
                )
                % words
            )
        return (
            _("Chacun peut réserver %(granted)s par semaine : vous les avez déjà cette semaine-là.")
            % words
        )
    if remaining:
        return (
            _("Chacun peut réserver %(granted)s par mois : il vous reste %(left)s ce mois-là.")
            % words
        )
    return _("Chacun peut réserver %(granted)s par mois : vous les avez déjà ce mois-là.") % words
