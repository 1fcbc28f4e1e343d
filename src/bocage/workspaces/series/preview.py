"""Preview of a series before it is booked: the dates that fit, and alternatives for the others.

One query for existing holds on all the dates in the place, one for the hours that the person has
booked if the place has quotas; for dates without a free space, two more for the places around (and
those of plans that are not cached).
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from bocage.people.models import Person
from bocage.workspaces.booking_refusals.bookers import house_rules_waiting
from bocage.workspaces.booking_refusals.eligibility import Eligibility
from bocage.workspaces.booking_refusals.errors import (
    Alternative,
    BeyondHorizon,
    BookingRefused,
    InThePast,
    QuotaReached,
    Taken,
)
from bocage.workspaces.booking_refusals.periods import check_opening, check_period
from bocage.workspaces.opening_hours.availability import (
    Interval,
    free_slots,
    is_free,
    local_day,
    nearest_slots,
)
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plans_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.alternatives import FARTHEST_M, PLACES_AROUND, alternative_in
from bocage.workspaces.scheduling.queries import Busy, busy_intervals_on, taken_for
from bocage.workspaces.scheduling.quotas import HoursBooked, hours_booked
from bocage.workspaces.scheduling.recurrence import Recurrence

SHORTEST = timedelta(minutes=30)
HOPELESS = (InThePast, BeyondHorizon)
"""Refusals that no other hour and no other place avoids."""


@dataclass(frozen=True, kw_only=True)
class SeriesWish:
    """Series under consideration, in one space of a place.

    `person` is the one who comes; `runs_place` lifts the rules that do not bind hosts. `exclude`
    are bookings to ignore, because they would move, and `looks_around` allows other places to be
    offered.
    """

    place: Place
    plan: PlacePlan
    space: Space
    recurrence: Recurrence
    person: Person | None = None
    attendees: int = 1
    runs_place: bool = False
    exclude: frozenset[UUID] = frozenset()
    looks_around: bool = True
    now: datetime

    @cached_property
    def eligibility(self) -> Eligibility:
        """Returns the eligibility of the person for reserved spaces, on all the dates."""
        return Eligibility(self.person)


@dataclass(frozen=True, slots=True)
class PreviewedDate:
    """Date of the series: it fits, or `refusal` has the reason and `alternatives` the possible
    ones.
    """

    day: date
    period: Interval | None
    refusal: BookingRefused | None = None
    alternatives: tuple[Alternative, ...] = ()

    @property
    def fits(self) -> bool:
        return self.refusal is None


def preview_series(wish: SeriesWish) -> list[PreviewedDate]:
    """Returns each date of a series in order, with the reason and the alternatives if it does not
    fit.

    Raises:
        SeriesTooLong, SeriesNamesNoDay: the rule itself makes no series.
    """
    days = wish.recurrence.days()
    busy = _busy_here(wish, days)
    preview = _within_quotas(wish, [_Day(wish, day, busy).preview() for day in days])
    lonely = [previewed.day for previewed in preview if _has_alternatives(previewed)]
    in_other_places = _in_other_places(wish, lonely) if lonely else {}
    return [
        PreviewedDate(
            previewed.day,
            previewed.period,
            previewed.refusal,
            (*previewed.alternatives, in_other_places[previewed.day]),
        )
        if previewed.day in in_other_places
        else previewed
        for previewed in preview
    ]


def _within_quotas(wish: SeriesWish, dates: list[PreviewedDate]) -> list[PreviewedDate]:
    """Returns the dates, with those over the quota of a week or a month refused; one query if there
    is a quota.
    """
    if wish.runs_place or wish.person is None or not wish.space.rules.has_quota:
        return dates
    booked = hours_booked(
        person=wish.person,
        plan=wish.plan,
        place_id=wish.place.pk,
        spaces=[wish.space],
        days=[date.day for date in dates],
        exclude=wish.exclude,
    )
    return [_fits_remaining_hours(date, wish.space, booked) for date in dates]


def _fits_remaining_hours(
    previewed: PreviewedDate, space: Space, booked: HoursBooked
) -> PreviewedDate:
    if previewed.period is None or not previewed.fits:
        return previewed
    try:
        booked.add([space], previewed.period)
    except QuotaReached as refusal:
        return PreviewedDate(previewed.day, previewed.period, refusal)
    return previewed


def most_free(wish: SeriesWish, spaces: Sequence[Space]) -> Space:
    """Returns the suitable space that is free on most of the dates; one query."""
    days = wish.recurrence.days()
    busy = _busy_here(wish, days)
    free: Counter[UUID] = Counter()
    for day in days:
        day_preview = _Day(wish, day, busy)
        free.update(space.pk for space in spaces if day_preview.is_open_and_free(space))
    return max(spaces, key=lambda space: free[space.pk])


def _busy_here(wish: SeriesWish, days: Collection[date]) -> Busy:
    return busy_intervals_on(
        days,
        [space.pk for space in wish.plan.spaces],
        around=wish.plan.widest_buffer,
        exclude=wish.exclude,
    )


def _has_alternatives(previewed: PreviewedDate) -> bool:
    return (
        previewed.period is not None
        and not previewed.fits
        and not isinstance(previewed.refusal, HOPELESS)
    )


class _Day:
    """Date with its result: whether it fits, and the alternatives in the place."""

    def __init__(self, wish: SeriesWish, day: date, busy: Busy) -> None:
        self.wish, self.day, self.busy = wish, day, busy
        self.plan, self.space = wish.plan, wish.space

    def preview(self) -> PreviewedDate:
        try:
            period = self.wish.recurrence.period_on(self.day)
        except BookingRefused as no_such_hour:
            return PreviewedDate(self.day, None, no_such_hour)
        refusal = self._refusal(self.space, period)
        if refusal is None:
            return PreviewedDate(self.day, period)
        if isinstance(refusal, HOPELESS):
            return PreviewedDate(self.day, period, refusal)
        return PreviewedDate(self.day, period, refusal, tuple(self._alternatives(period)))

    def is_open_and_free(self, space: Space) -> bool:
        try:
            period = self.wish.recurrence.period_on(self.day)
        except BookingRefused:
            return False
        return self._refusal(space, period) is None

    def _refusal(self, space: Space, period: Interval) -> BookingRefused | None:
        try:
            check_date(self.wish, space, period)
        except BookingRefused as refusal:
            return refusal
        return None if is_free(period, self._busy(space)) else Taken()

    def _alternatives(self, period: Interval) -> Iterator[Alternative]:
        """Yields another space at that time; the same earlier or later that day; or a shorter
        period.
        """
        alike = (
            space
            for space in self.plan.bookable(self.space.kind)
            if space.pk != self.space.pk
            and space.capacity >= self.wish.attendees
            and (self.wish.runs_place or not space.rules.needs_approval)
            and (
                self.wish.runs_place
                or self.wish.person is not None
                or not space.rules.restricts_people
            )
        )
        alternative = next((space for space in alike if self._refusal(space, period) is None), None)
        if alternative is not None:
            yield self._alternative(alternative, period)
        stretches = free_slots(self.plan.open_day(self.day), self._busy(self.space))
        slots = nearest_slots(period, stretches, step=self.space.rules.step, count=2)
        shorter = self._shorter(period, stretches)
        for slot in [*slots, *([shorter] if shorter else [])]:
            if self._refusal(self.space, slot) is None:
                yield self._alternative(self.space, slot)

    def _shorter(self, period: Interval, stretches: Sequence[Interval]) -> Interval | None:
        """Returns the longest free part of the requested period."""
        parts = [
            Interval(max(stretch.start, period.start), min(stretch.end, period.end))
            for stretch in stretches
            if stretch.meets(period)
        ]
        longest = max(parts, key=lambda part: part.length, default=period)
        return longest if SHORTEST <= longest.length < period.length else None

    def _busy(self, space: Space) -> list[Interval]:
        intervals = taken_for(self.plan, space, self.busy)
        return intervals + [closure.interval for closure in self.plan.closures_of(space)]

    def _alternative(self, space: Space, period: Interval) -> Alternative:
        return alternative_in(self.wish.place, space, period)


def check_date(wish: SeriesWish, space: Space, period: Interval) -> None:
    """Checks that the rules of the place let the person book a space on a date; hosts are only
    bound by its hours.

    Raises:
        BookingRefused: with the sentence on the violated rule.
    """
    if not wish.runs_place:
        check_period(period, plan=wish.plan, spaces=[space], now=wish.now)
        if wish.person is not None:
            refusal = wish.eligibility.refusal(space, wish.place, local_day(period.start))
            if refusal is not None:
                raise refusal
        return
    if period.end <= wish.now:
        raise InThePast
    check_opening(period, plan=wish.plan, spaces=[space])


def _in_other_places(wish: SeriesWish, days: Collection[date]) -> dict[date, Alternative]:
    """Returns, for each of some days, the nearest place with a free space of the same kind at the
    same hours. Places whose house rules the person has not accepted are excluded, since the page of
    a series only shows those of its own place.
    """
    place = wish.place
    if not wish.looks_around or place.latitude is None or place.longitude is None:
        return {}
    nearest = Place.objects.bookable().near(place.latitude, place.longitude)
    around = [
        other_place
        for other_place in nearest.exclude(pk=place.pk)[:PLACES_AROUND]
        if other_place.distance_m <= FARTHEST_M
    ]
    plans = plans_of(around)
    waiting = house_rules_waiting(wish.person, plans.values()) if wish.person else set[UUID]()
    around = [
        other_place for other_place in around if plans[other_place.pk].house_rules_id not in waiting
    ]
    busy = busy_intervals_on(
        days,
        [space.pk for plan in plans.values() for space in plan.spaces],
        around=max((plan.widest_buffer for plan in plans.values()), default=timedelta(0)),
    )
    nearest_by_day = {}
    for day in days:
        period = wish.recurrence.period_on(day)
        choices = (
            alternative_in(other_place, space, period)
            for other_place in around
            for space in _free_alike(other_place, plans[other_place.pk], wish, period, busy)
        )
        first = next(choices, None)
        if first is not None:
            nearest_by_day[day] = first
    return nearest_by_day


def _free_alike(
    place: Place, plan: PlacePlan, wish: SeriesWish, period: Interval, busy: Busy
) -> Iterator[Space]:
    """Yields the spaces of another place that would do as well, and that the person may have."""
    for space in plan.bookable(wish.space.kind):
        if space.capacity < wish.attendees or space.rules.needs_approval:
            continue
        if not is_free(period, taken_for(plan, space, busy)):
            continue
        try:
            check_period(period, plan=plan, spaces=[space], now=wish.now)
        except BookingRefused:
            continue
        if wish.eligibility.refusal(space, place, local_day(period.start)) is None:
            yield space
