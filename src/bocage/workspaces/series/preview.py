"""What a series would be before it is booked: each date that fits, and what else is free where
one does not.

One query for what others hold on all the dates of the place, one for the hours that the person
has booked where the place counts them; where a date still has nothing, two more look at the
places around (and those of plans that are new here).
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from uuid import UUID

from bocage.people.models import Person
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.alternatives import FARTHEST_M, PLACES_AROUND, alternative_in
from bocage.workspaces.scheduling.availability import (
    Interval,
    free_slots,
    is_free,
    local_day,
    nearest_slots,
)
from bocage.workspaces.scheduling.conditions import house_rules_waiting
from bocage.workspaces.scheduling.errors import (
    Alternative,
    BeyondHorizon,
    BookingRefused,
    InThePast,
    QuotaReached,
    Taken,
)
from bocage.workspaces.scheduling.period_checks import check_opening, check_period
from bocage.workspaces.scheduling.plans import PlacePlan, Space, plans_of
from bocage.workspaces.scheduling.queries import Busy, busy_intervals_on, taken_for
from bocage.workspaces.scheduling.quotas import HoursBooked, hours_booked
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.scheduling.rights import Rights

SHORTEST = timedelta(minutes=30)
HOPELESS = (InThePast, BeyondHorizon)
"""What no other hour and no other place changes."""


@dataclass(frozen=True, kw_only=True)
class SeriesWish:
    """Series that a person considers, in one space of a place.

    `person` is the one who comes; `runs_place` lifts the rules that do not bind those who run the
    place. `but_not` are bookings to ignore, because they would move, and `looks_around` allows
    other places to be offered.
    """

    place: Place
    plan: PlacePlan
    space: Space
    recurrence: Recurrence
    person: Person | None = None
    attendees: int = 1
    runs_place: bool = False
    but_not: frozenset[UUID] = frozenset()
    looks_around: bool = True
    now: datetime

    @cached_property
    def rights(self) -> Rights:
        """Rights of the person to what is reserved for some, on all the dates."""
        return Rights(self.person)


@dataclass(frozen=True, slots=True)
class PreviewedDate:
    """A date of the series: it fits, or `refusal` says why not and `alternatives` what does."""

    day: date
    period: Interval | None
    refusal: BookingRefused | None = None
    alternatives: tuple[Alternative, ...] = ()

    @property
    def fits(self) -> bool:
        return self.refusal is None


def preview_series(wish: SeriesWish) -> list[PreviewedDate]:
    """Returns each date of a series in order, with why it does not fit and what is free instead,
    where that is so.

    Raises:
        SeriesTooLong, SeriesNamesNoDay: the rule itself makes no series.
    """
    days = wish.recurrence.days()
    busy = _busy_here(wish, days)
    seen = _within_quotas(wish, [_Day(wish, day, busy).seen() for day in days])
    lonely = [one.day for one in seen if _may_be_elsewhere(one)]
    elsewhere = _elsewhere(wish, lonely) if lonely else {}
    return [
        PreviewedDate(one.day, one.period, one.refusal, (*one.alternatives, elsewhere[one.day]))
        if one.day in elsewhere
        else one
        for one in seen
    ]


def _within_quotas(wish: SeriesWish, dates: list[PreviewedDate]) -> list[PreviewedDate]:
    """The dates, those that are more than the person may book in a week or a month refused; one
    query where there is a quota."""
    if wish.runs_place or wish.person is None or not wish.space.rules.has_quota:
        return dates
    booked = hours_booked(
        person=wish.person,
        plan=wish.plan,
        place_id=wish.place.pk,
        spaces=[wish.space],
        days=[date.day for date in dates],
        but_not=wish.but_not,
    )
    return [_within_what_is_left(date, wish.space, booked) for date in dates]


def _within_what_is_left(one: PreviewedDate, space: Space, booked: HoursBooked) -> PreviewedDate:
    if one.period is None or not one.fits:
        return one
    try:
        booked.add([space], one.period)
    except QuotaReached as refusal:
        return PreviewedDate(one.day, one.period, refusal)
    return one


def most_free(wish: SeriesWish, spaces: Sequence[Space]) -> Space:
    """Returns the suitable space that is free on most of the dates; one query."""
    days = wish.recurrence.days()
    busy = _busy_here(wish, days)
    free: Counter[UUID] = Counter()
    for day in days:
        one = _Day(wish, day, busy)
        free.update(space.pk for space in spaces if one.is_open_and_free(space))
    return max(spaces, key=lambda space: free[space.pk])


def _busy_here(wish: SeriesWish, days: Collection[date]) -> Busy:
    return busy_intervals_on(
        days,
        [space.pk for space in wish.plan.spaces],
        around=wish.plan.widest_buffer,
        but_not=wish.but_not,
    )


def _may_be_elsewhere(one: PreviewedDate) -> bool:
    return one.period is not None and not one.fits and not isinstance(one.refusal, HOPELESS)


class _Day:
    """One date: whether it fits, and what else there is in the place."""

    def __init__(self, wish: SeriesWish, day: date, busy: Busy) -> None:
        self.wish, self.day, self.busy = wish, day, busy
        self.plan, self.space = wish.plan, wish.space

    def seen(self) -> PreviewedDate:
        try:
            wanted = self.wish.recurrence.period_on(self.day)
        except BookingRefused as no_such_hour:
            return PreviewedDate(self.day, None, no_such_hour)
        refusal = self._refusal(self.space, wanted)
        if refusal is None:
            return PreviewedDate(self.day, wanted)
        if isinstance(refusal, HOPELESS):
            return PreviewedDate(self.day, wanted, refusal)
        return PreviewedDate(self.day, wanted, refusal, tuple(self._alternatives(wanted)))

    def is_open_and_free(self, space: Space) -> bool:
        try:
            wanted = self.wish.recurrence.period_on(self.day)
        except BookingRefused:
            return False
        return self._refusal(space, wanted) is None

    def _refusal(self, space: Space, wanted: Interval) -> BookingRefused | None:
        try:
            check_date(self.wish, space, wanted)
        except BookingRefused as refusal:
            return refusal
        return None if is_free(wanted, self._taken(space)) else Taken()

    def _alternatives(self, wanted: Interval) -> Iterator[Alternative]:
        """Another space at that time; the same earlier or later that day; or less of it."""
        alike = (
            one
            for one in self.plan.bookable(self.space.kind)
            if one.pk != self.space.pk
            and one.capacity >= self.wish.attendees
            and (self.wish.runs_place or not one.rules.needs_approval)
            and (self.wish.runs_place or self.wish.person is not None or not one.rules.asks_who)
        )
        other = next((one for one in alike if self._refusal(one, wanted) is None), None)
        if other is not None:
            yield self._alternative(other, wanted)
        stretches = free_slots(self.plan.open_day(self.day), self._taken(self.space))
        slots = nearest_slots(wanted, stretches, step=self.space.rules.step, count=2)
        shorter = self._shorter(wanted, stretches)
        for slot in [*slots, *([shorter] if shorter else [])]:
            if self._refusal(self.space, slot) is None:
                yield self._alternative(self.space, slot)

    def _shorter(self, wanted: Interval, stretches: Sequence[Interval]) -> Interval | None:
        """The longest part of what was wanted that is free."""
        parts = [
            Interval(max(stretch.start, wanted.start), min(stretch.end, wanted.end))
            for stretch in stretches
            if stretch.meets(wanted)
        ]
        longest = max(parts, key=lambda part: part.length, default=wanted)
        return longest if SHORTEST <= longest.length < wanted.length else None

    def _taken(self, space: Space) -> list[Interval]:
        held = taken_for(self.plan, space, self.busy)
        return held + [closure.interval for closure in self.plan.closures_of(space)]

    def _alternative(self, space: Space, period: Interval) -> Alternative:
        return alternative_in(self.wish.place, space, period)


def check_date(wish: SeriesWish, space: Space, period: Interval) -> None:
    """Checks that the rules of the place let the person book a space on a date; those who run the
    place are bound only by its hours.

    Raises:
        BookingRefused: with the sentence that says which rule stands against it.
    """
    if not wish.runs_place:
        check_period(period, plan=wish.plan, spaces=[space], now=wish.now)
        if wish.person is not None:
            refusal = wish.rights.refusal(space, wish.place, local_day(period.start))
            if refusal is not None:
                raise refusal
        return
    if period.end <= wish.now:
        raise InThePast
    check_opening(period, plan=wish.plan, spaces=[space])


def _elsewhere(wish: SeriesWish, days: Collection[date]) -> dict[date, Alternative]:
    """The nearest place that has the same kind free at the same hours, for each of some days; not
    one whose house rules the person has still to accept, since the page of a series shows those of
    its own place alone."""
    place = wish.place
    if not wish.looks_around or place.latitude is None or place.longitude is None:
        return {}
    nearest = Place.objects.bookable().near(place.latitude, place.longitude)
    around = [
        one for one in nearest.exclude(pk=place.pk)[:PLACES_AROUND] if one.distance_m <= FARTHEST_M
    ]
    plans = plans_of(around)
    waiting = house_rules_waiting(wish.person, plans.values()) if wish.person else set[UUID]()
    around = [one for one in around if plans[one.pk].house_rules_id not in waiting]
    busy = busy_intervals_on(
        days,
        [space.pk for plan in plans.values() for space in plan.spaces],
        around=max((plan.widest_buffer for plan in plans.values()), default=timedelta(0)),
    )
    found = {}
    for day in days:
        period = wish.recurrence.period_on(day)
        choices = (
            alternative_in(one, space, period)
            for one in around
            for space in _free_alike(one, plans[one.pk], wish, period, busy)
        )
        first = next(choices, None)
        if first is not None:
            found[day] = first
    return found


def _free_alike(
    place: Place, plan: PlacePlan, wish: SeriesWish, period: Interval, busy: Busy
) -> Iterator[Space]:
    """The spaces of another place that would do as well, and that the person may have."""
    for space in plan.bookable(wish.space.kind):
        if space.capacity < wish.attendees or space.rules.needs_approval:
            continue
        if not is_free(period, taken_for(plan, space, busy)):
            continue
        try:
            check_period(period, plan=plan, spaces=[space], now=wish.now)
        except BookingRefused:
            continue
        if wish.rights.refusal(space, place, local_day(period.start)) is None:
            yield space
