"""Fair use: how many hours a person may book in a week or a month.

The hours of a booking count once for each resource asked for, buffers aside, from the moment it
is asked for and unless it is cancelled or refused. A quota that a resource says itself counts
that resource alone; one of the place counts together all that do not say their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.foundation.spoken_durations import spoken_minutes
from bocage.people.models import Person
from bocage.workspaces.availability import Interval, day_interval, local_day
from bocage.workspaces.errors import QuotaReached
from bocage.workspaces.models import Booking, Hold
from bocage.workspaces.plans import PlacePlan, Space

COUNTED = (*Booking.OPEN, Booking.Status.COMPLETED, Booking.Status.NO_SHOW)
QUOTAS = ("hours_per_week", "hours_per_month")
NOTHING = timedelta(0)


@dataclass(frozen=True, slots=True)
class _Pool:
    """The resources whose hours are counted together, over a week or a month."""

    name: str
    hours: int
    resources: frozenset[UUID]
    window: Interval


def lock_person_under_quota(person: Person | None) -> None:
    """Makes the bookings of one person wait for each other, where a quota counts them.

    Called before anything is held, so that two of them never wait for each other.
    """
    if person is not None:
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=person.pk)


def check_quotas(
    *, person: Person | None, plan: PlacePlan, spaces: list[Space], booking: Booking
) -> None:
    """Whether a booking, within the transaction that writes it, keeps to the quotas.

    The person is locked (`lock_person_under_quota`). One query where there is a quota.

    Raises:
        QuotaReached: with what is left of the hours.
    """
    period = Interval(booking.period.lower, booking.period.upper)
    pools = set(_pools(plan, spaces, local_day(period.start)))
    if person is None or not pools:
        return
    booked = _booked(person, booking, pools)
    for pool in sorted(pools, key=lambda one: QUOTAS.index(one.name)):
        asked = period.length * sum(space.pk in pool.resources for space in spaces)
        used = sum(
            (
                one.upper - one.lower
                for resource_id, one in booked
                if resource_id in pool.resources
                and pool.window.start <= one.lower < pool.window.end
            ),
            NOTHING,
        )
        if used + asked > timedelta(hours=pool.hours):
            raise QuotaReached(_sentence(pool, used))


def _pools(plan: PlacePlan, spaces: list[Space], day: date) -> Iterator[_Pool]:
    for space in spaces:
        for name in QUOTAS:
            hours = getattr(space.rules, name)
            if hours is not None:
                yield _Pool(name, hours, _counted_with(plan, space, name), _window(name, day))


def _counted_with(plan: PlacePlan, space: Space, name: str) -> frozenset[UUID]:
    if name in space.own_rules:
        return frozenset({space.pk})
    return frozenset(one.pk for one in plan.spaces if name not in one.own_rules)


def _window(name: str, day: date) -> Interval:
    """The week (from Monday) or the month of a local day."""
    if name == "hours_per_week":
        first = day - timedelta(days=day.weekday())
        after = first + timedelta(days=7)
    else:
        first = day.replace(day=1)
        after = (first + timedelta(days=32)).replace(day=1)
    return Interval(day_interval(first).start, day_interval(after).start)


def _booked(person: Person, booking: Booking, pools: set[_Pool]) -> list[tuple[UUID, Any]]:
    """What the person has booked besides, in the widest of the windows: resource and period."""
    return list(
        Hold.objects.filter(
            is_implied=False,
            booking__booked_for=person,
            booking__place=booking.place_id,
            booking__status__in=COUNTED,
            booking__period__startswith__gte=min(pool.window.start for pool in pools),
            booking__period__startswith__lt=max(pool.window.end for pool in pools),
        )
        .exclude(booking=booking)
        .values_list("resource_id", "booking__period")
    )


def _sentence(pool: _Pool, used: timedelta) -> str:
    granted = timedelta(hours=pool.hours)
    left = max(granted - used, NOTHING) // timedelta(minutes=1)
    words = {"granted": spoken_minutes(pool.hours * 60), "left": spoken_minutes(left)}
    if pool.name == "hours_per_week":
        if left:
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
    if left:
        return (
            _("Chacun peut réserver %(granted)s par mois : il vous reste %(left)s ce mois-là.")
            % words
        )
    return _("Chacun peut réserver %(granted)s par mois : vous les avez déjà ce mois-là.") % words
