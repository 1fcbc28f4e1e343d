"""Who comes to a place on a day, by resource: what the host reads in the morning."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.spoken_time import spoken_hours
from bocage.workspaces.availability import OpenDay, day_interval
from bocage.workspaces.models import Booking, Hold, Place
from bocage.workspaces.plans import Space, plan_of

SHOWN = (*Booking.HOLDING, Booking.Status.COMPLETED, Booking.Status.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Visit:
    """One booking as a line of the day, in the words that the host reads.

    A day has many lines, and a template makes words more slowly than this does.
    """

    booking_id: UUID
    hours: str
    who: str
    with_others: str
    """How many come, where it is more than one person."""
    to_prepare: str
    """What they wrote, and what else they hold; empty where there is nothing to prepare."""
    is_first: bool
    is_holding: bool


@dataclass(frozen=True, slots=True)
class SpaceVisits:
    """The visits of one resource, in the order of their hours."""

    space: Space
    visits: list[Visit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DayList:
    """A day of a place. `people` counts everybody who is announced."""

    opened: OpenDay
    groups: list[SpaceVisits]
    bookings: int
    people: int
    first_visits: int


def day_list(place: Place, day: date) -> DayList:
    """Reads a day in three queries, whatever the number of bookings (the plan aside)."""
    plan = plan_of(place)
    interval = day_interval(day)
    bookings: list[Any] = list(
        Booking.objects.filter(
            place=place, period__overlap=DateTimeTZRange(*interval, "[)"), status__in=SHOWN
        )
        .order_by("period", "pk")
        .values_list(
            "pk",
            "period",
            "status",
            "attendees",
            "purpose",
            "booked_for_id",
            "booked_for__name",
            "booked_for__shows_name_to_hosts",
            named=True,
        )
    )
    held = _held([one.pk for one in bookings])
    known = _known(place, {one.booked_for_id for one in bookings}, day)
    somebody = _("Une personne")
    groups: dict[UUID, SpaceVisits] = {}
    spaces = {space.pk: space for space in plan.spaces}
    for one in bookings:
        own = [space for space in plan.spaces if space.pk in held[one.pk]]
        if not own:
            continue
        visit = Visit(
            booking_id=one.pk,
            hours=spoken_hours(one.period.lower, one.period.upper),
            who=(one.booked_for__shows_name_to_hosts and one.booked_for__name) or somebody,
            with_others=_people(one.attendees) if one.attendees > 1 else "",
            to_prepare=_to_prepare(one.purpose, own[1:]),
            is_first=one.booked_for_id not in known,
            is_holding=one.status in Booking.HOLDING,
        )
        groups.setdefault(own[0].pk, SpaceVisits(own[0])).visits.append(visit)
    return DayList(
        opened=plan.open_day(day),
        groups=[groups[pk] for pk in spaces if pk in groups],
        bookings=len(bookings),
        people=sum(one.attendees for one in bookings),
        first_visits=len({one.booked_for_id for one in bookings} - known),
    )


def _people(count: int) -> str:
    return ngettext("%(count)d personne", "%(count)d personnes", count) % {"count": count}


def _to_prepare(purpose: str, other_spaces: list[Space]) -> str:
    if not other_spaces:
        return purpose
    names = ", ".join(space.name for space in other_spaces)
    with_them = _("avec %(spaces)s") % {"spaces": names}
    return f"{purpose} ({with_them})" if purpose else with_them


def _held(booking_ids: list[UUID]) -> Mapping[UUID, set[UUID]]:
    """What each booking asked for; one query."""
    held: dict[UUID, set[UUID]] = defaultdict(set)
    rows = Hold.objects.filter(booking__in=booking_ids, is_implied=False).values_list(
        "booking_id", "resource_id"
    )
    for booking_id, resource_id in rows:
        held[booking_id].add(resource_id)
    return held


def _known(place: Place, people: set[UUID], day: date) -> set[UUID]:
    """Those who came to the place before the day; one query."""
    before = DateTimeTZRange(None, day_interval(day).start, "()")
    return set(
        Booking.objects.filter(
            place=place, booked_for__in=people, period__overlap=before, status__in=SHOWN
        ).values_list("booked_for_id", flat=True)
    )
