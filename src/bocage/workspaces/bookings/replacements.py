"""Replacements offered to somebody who loses a booking, each booked by one click of the mail."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.text import capfirst

from bocage.foundation.formatting.times import announced_period, format_date, format_hours
from bocage.foundation.http.signed_actions import signed_action_url
from bocage.territory.travel_formatting import format_way
from bocage.workspaces.booking_refusals.eligibility import NO_ELIGIBILITY, Eligibility
from bocage.workspaces.booking_refusals.errors import Alternative
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.places.models import ResourceKind
from bocage.workspaces.scheduling.alternatives import RefusedBooking, at_the_same_time, nearest
from bocage.workspaces.scheduling.models.bookings import Booking, Hold

MAX_ALTERNATIVES = 3
MAX_WITH_OFFERS = 12
"""Maximum of lost dates with alternatives: a mail with more links would not be read."""


@dataclass(frozen=True, kw_only=True)
class Replacement:
    """Free alternative, as plain values that a mail can hold."""

    resource_id: UUID
    resource_name: str
    place_name: str
    starts_at: datetime
    ends_at: datetime
    distance_m: float | None = None
    with_ids: list[UUID] = field(default_factory=list)
    """Identifiers of the resources booked with this one; `resource_name` then names them all."""

    def words(self) -> str:
        """Returns a text such as « Poste 2, La Grange (à 9 km) · demain mercredi 25 novembre, 9 h –
        12 h 30 ».
        """
        way = f" ({format_way(self.distance_m)})" if self.distance_m is not None else ""
        period = announced_period(self.starts_at, self.ends_at)
        return f"{self.resource_name}, {self.place_name}{way} · {period}"

    def url(self, *, instead_of: UUID, person_id: UUID) -> str:
        """Returns the signed address that books it for the person, in the active language."""
        payload = {
            "booking": str(instead_of),
            "person": str(person_id),
            "resource": str(self.resource_id),
            "starts": self.starts_at.isoformat(),
            "ends": self.ends_at.isoformat(),
        }
        if self.with_ids:
            payload["with"] = ",".join(map(str, self.with_ids))
        return signed_action_url("workspaces.book_instead", **payload)


@dataclass(frozen=True, kw_only=True)
class LostDate:
    """Date that does not take place, and its free alternatives, as plain values."""

    booking_id: UUID
    starts_at: datetime
    ends_at: datetime
    replacements: list[Replacement] = field(default_factory=list)

    def words(self) -> str:
        """Returns a text such as « Mardi 15 décembre, 9 h – 12 h »."""
        day = format_date(local_day(self.starts_at))
        return capfirst(f"{day}, {format_hours(self.starts_at, self.ends_at)}")


class ReplacementFinder:
    """Finder of free alternatives to bookings cancelled together; each search is made once."""

    def __init__(self, *, now: datetime, same_period_only: bool) -> None:
        self._now = now
        self._same_period_only = same_period_only
        self._cache: dict[Any, list[Replacement]] = {}

    def instead_of(self, booking: Booking) -> list[Replacement]:
        """Returns the nearest alternatives to a booking whose place is loaded as it is now."""
        plan = plan_of(booking.place)
        holds = Hold.objects.filter(booking=booking, is_implied=False)
        spaces = [
            space
            for resource_id in holds.order_by("resource_id").values_list("resource_id", flat=True)
            if (space := plan.space(resource_id)) is not None
        ]
        period = Interval(booking.period.lower, booking.period.upper)
        if not spaces or period.start <= self._now:
            return []
        eligibility = _relevant_eligibility(booking, plan)
        key = (
            booking.place_id,
            tuple(space.pk for space in spaces),
            period,
            booking.attendees,
            booking.booked_for_id if eligibility is not NO_ELIGIBILITY else None,
        )
        if key not in self._cache:
            alternatives = self._look(booking, plan, spaces, period, eligibility)
            self._cache[key] = [
                _replacement_of(alternative) for alternative in alternatives[:MAX_ALTERNATIVES]
            ]
        return self._cache[key]

    def _look(
        self,
        booking: Booking,
        plan: PlacePlan,
        spaces: list[Space],
        period: Interval,
        eligibility: Eligibility,
    ) -> list[Alternative]:
        lost_ids = frozenset(space.pk for space in spaces)
        refused = RefusedBooking(
            place=booking.place,
            plan=plan,
            spaces=spaces,
            period=period,
            attendees=booking.attendees,
            now=self._now,
            eligibility=eligibility,
            together=_together(spaces),
        )
        if self._same_period_only:
            return at_the_same_time(
                place=booking.place, plan=plan, criteria=refused.criteria, exclude=lost_ids
            )
        alternatives = nearest(refused)
        return [
            alternative
            for alternative in alternatives
            if alternative.resource_id not in lost_ids or alternative.period != period
        ]


def lost_dates(dates: Sequence[Booking], finder: ReplacementFinder) -> list[LostDate]:
    """Lists the lost dates in order, with their free alternatives: all for a single booking, the
    nearest for the first dates of a series.
    """
    ordered = sorted(dates, key=lambda date: date.period.lower)
    offers = MAX_ALTERNATIVES if len(ordered) == 1 and ordered[0].series_id is None else 1
    return [
        LostDate(
            booking_id=date.pk,
            starts_at=date.period.lower,
            ends_at=date.period.upper,
            replacements=finder.instead_of(date)[:offers] if number < MAX_WITH_OFFERS else [],
        )
        for number, date in enumerate(ordered)
    ]


def _together(spaces: Sequence[Space]) -> int:
    """Returns how many spaces are looked for at once: as many desks as there were; instead of
    anything else, one that is large enough."""
    are_desks = all(space.kind == ResourceKind.DESK for space in spaces)
    return len(spaces) if are_desks else 1


def _relevant_eligibility(booking: Booking, plan: PlacePlan) -> Eligibility:
    """Returns the eligibility of the person, only in a place with reserved spaces: elsewhere all
    who lose the same moment share one search.
    """
    if any(space.rules.restricts_people for space in plan.bookable()):
        return Eligibility(booking.booked_for)
    return NO_ELIGIBILITY


def _replacement_of(alternative: Alternative) -> Replacement:
    return Replacement(
        resource_id=alternative.resource_id,
        resource_name=alternative.resource_name,
        place_name=alternative.place_name,
        starts_at=alternative.period.start,
        ends_at=alternative.period.end,
        distance_m=alternative.distance_m,
        with_ids=list(alternative.with_ids),
    )
