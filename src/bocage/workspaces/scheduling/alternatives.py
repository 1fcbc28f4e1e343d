"""Alternatives to what is taken: nearest in the place, in time, and around."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.workspaces.booking_refusals.eligibility import NO_ELIGIBILITY, Eligibility
from bocage.workspaces.booking_refusals.errors import Alternative, BookingRefused, Taken
from bocage.workspaces.booking_refusals.periods import check_period
from bocage.workspaces.opening_hours.availability import (
    Interval,
    day_interval,
    days_from,
    free_slots,
    is_free,
    local_day,
    nearest_slots,
)
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plans_of
from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.queries import busy_intervals, busy_intervals_on, taken_for
from bocage.workspaces.scheduling.space_selection import pick_disjoint, prefer_unrestricted

ENOUGH = 3
"""Alternatives of one sort that are worth reading."""
DAYS_AHEAD = 7
FARTHEST_M = 40_000
PLACES_AROUND = 8

Busy = Mapping[UUID, list[Interval]]


@dataclass(frozen=True, kw_only=True)
class WantedSpaces:
    """Wish for spaces that could not be met."""

    spaces: frozenset[UUID]
    kinds: frozenset[str]
    on_request: bool
    period: Interval
    attendees: int
    now: datetime
    eligibility: Eligibility = NO_ELIGIBILITY
    """Eligibility of the person who would come, for reserved spaces."""
    together: int = 1
    """Number of spaces needed at once: several desks seat several people."""


@dataclass(frozen=True, kw_only=True)
class RefusedBooking:
    """Booking that could not be made, because of `spaces` that others hold."""

    place: Place
    plan: PlacePlan
    spaces: list[Space]
    period: Interval
    attendees: int
    now: datetime
    exclude: Collection[UUID] = ()
    """Bookings to ignore, because they would release their holds."""
    eligibility: Eligibility = NO_ELIGIBILITY
    together: int = 1
    """Number of spaces needed at once, as in `WantedSpaces`."""
    available: list[Space] = field(default_factory=list)
    """Requested spaces that are still free."""
    busy: Busy | None = None
    """Busy periods of a week, if they were read for the refusal."""

    @property
    def criteria(self) -> WantedSpaces:
        return WantedSpaces(
            spaces=frozenset(space.pk for space in self.spaces),
            on_request=any(space.rules.needs_approval for space in self.spaces),
            kinds=frozenset(space.kind for space in self.spaces),
            period=self.period,
            attendees=self.attendees,
            now=self.now,
            eligibility=self.eligibility,
            together=self.together,
        )


def alternatives_to(refusal: Taken) -> list[Alternative]:
    """Returns the nearest alternatives to refused spaces, best first: call it once, outside the
    transaction.
    """
    booking = refusal.booking
    if not isinstance(booking, RefusedBooking):
        return []
    return nearest(booking) if booking.busy is None else nearest_together(booking, booking.busy)


def nearest(booking: RefusedBooking) -> list[Alternative]:
    """Returns the nearest free alternatives to taken resources, in three queries at most, plus
    those of the `eligibility` of the person if a free space is reserved.

    First similar resources in the same place at the same time, then the same ones at the nearest
    times (that day and the week after), then other places around at the same time.
    """
    place, plan, criteria = booking.place, booking.plan, booking.criteria
    busy = _busy_for_a_week(plan, booking.period, booking.exclude)
    in_place = _same_time(place, plan, criteria, busy)
    later = _other_times(place, plan, booking.spaces, criteria, busy)
    if len(in_place) >= ENOUGH:
        return in_place[:ENOUGH] + later
    return in_place + later + _around(place, criteria)


def _busy_for_a_week(plan: PlacePlan, period: Interval, exclude: Collection[UUID] = ()) -> Busy:
    """Returns the holds on the day of a period and in the week after it, including the buffers."""
    days = list(days_from(local_day(period.start), DAYS_AHEAD + 1))
    resources = [space.pk for space in plan.spaces]
    buffer = plan.widest_buffer
    if exclude:
        return busy_intervals_on(days, resources, around=buffer, exclude=exclude)
    first, last = day_interval(days[0]), day_interval(days[-1])
    return busy_intervals(resources, Interval(first.start - buffer, last.end + buffer))


def refusal_of_any(booking: RefusedBooking) -> Taken:
    """Returns the refusal of resources that somebody else has booked."""
    sentence = (
        _("%(space)s est déjà pris à ce moment.") % {"space": booking.spaces[0].name}
        if len(booking.spaces) == 1
        else _("Tout est déjà pris à ce moment.")
    )
    return Taken(sentence, booking=booking)


def refusal_of_all(booking: RefusedBooking) -> Taken:
    """Returns the refusal of resources that were requested together: which are taken, and which
    are not. One query, where they are several.
    """
    plan, spaces, period = booking.plan, booking.spaces, booking.period
    if len(spaces) == 1:
        return refusal_of_any(booking)
    busy = _busy_for_a_week(plan, period, booking.exclude)
    unavailable = [space for space in spaces if not is_free(period, taken_for(plan, space, busy))]
    available = [space for space in spaces if space not in unavailable]
    names = {"lost": _join_names(unavailable), "left": _join_names(available)}
    if unavailable and available:
        sentence = _("Déjà pris à ce moment : %(lost)s. Encore libre : %(left)s.") % names
    elif unavailable:
        sentence = _("Déjà pris à ce moment : %(lost)s.") % names
    else:
        sentence = _("Quelqu’un d’autre réserve en ce moment un de ces espaces.")
    unavailable_ids = tuple(space.pk for space in unavailable)
    return Taken(
        sentence,
        booking=replace(booking, available=available, busy=busy),
        unavailable=unavailable_ids,
    )


def nearest_together(booking: RefusedBooking, busy: Busy) -> list[Alternative]:
    """Returns the free alternatives to several resources of which some are lost; no query.

    First, at the same time, another resource instead of each lost one, or the remaining ones alone;
    then all of them together, at the nearest times.
    """
    place, plan, criteria, available = (
        booking.place,
        booking.plan,
        booking.criteria,
        booking.available,
    )
    unavailable = [space for space in booking.spaces if space not in available]
    alternatives = []
    if len(unavailable) == 1:
        alternatives += _in_its_stead(place, plan, unavailable[0], criteria, busy)[:1]
    if available and sum(space.capacity for space in available) >= criteria.attendees:
        alternatives.append(_together(place, available, criteria.period))
    return alternatives + _all_at_other_times(
        place, plan, [*available, *unavailable], criteria, busy
    )


def _all_at_other_times(
    place: Place, plan: PlacePlan, spaces: list[Space], criteria: WantedSpaces, busy: Busy
) -> list[Alternative]:
    """Returns several resources together, at the nearest times at which all of them are free."""
    alternatives = []
    stretches = _free_stretches(plan, spaces, criteria, busy)
    step = max(space.rules.step for space in spaces)
    for slot in nearest_slots(criteria.period, stretches, step=step, count=ENOUGH):
        with suppress(BookingRefused):
            check_period(slot, plan=plan, spaces=spaces, now=criteria.now)
            alternatives.append(_together(place, spaces, slot))
    return alternatives


def _in_its_stead(
    place: Place, plan: PlacePlan, unavailable: Space, criteria: WantedSpaces, busy: Busy
) -> list[Alternative]:
    """Returns free resources similar to a lost one, each with the other requested ones."""
    available = [space for space in plan.spaces if space.pk in criteria.spaces - {unavailable.pk}]
    held_by_others = set[UUID]().union(*(plan.held_with(space) for space in available))
    seats = sum(space.capacity for space in available)
    alike = replace(
        criteria,
        spaces=frozenset({unavailable.pk}),
        kinds=frozenset({unavailable.kind}),
        attendees=max(1, criteria.attendees - seats),
    )
    free = _same_time(place, plan, alike, busy)
    spaces = filter(None, (plan.space(alternative.resource_id) for alternative in free))
    return [
        _together(place, [space, *available], criteria.period)
        for space in spaces
        if not plan.held_with(space) & held_by_others
    ]


def at_the_same_time(
    *, place: Place, plan: PlacePlan, criteria: WantedSpaces, exclude: frozenset[UUID] = frozenset()
) -> list[Alternative]:
    """Returns the free alternatives in exactly the same period: in the place itself, then in the
    nearest around.

    `exclude` are resources that are not worth offering. Two queries at most.
    """
    window = Interval(
        criteria.period.start - plan.widest_buffer, criteria.period.end + plan.widest_buffer
    )
    busy = busy_intervals([space.pk for space in plan.spaces], window)
    free = _same_time(place, plan, criteria, busy)
    in_place = [
        alternative
        for alternative in free
        if not {alternative.resource_id, *alternative.with_ids} <= exclude
    ]
    if len(in_place) >= ENOUGH:
        return in_place[:ENOUGH]
    return (in_place + _around(place, criteria))[:ENOUGH]


def _same_time(
    place: Place, plan: PlacePlan, criteria: WantedSpaces, busy: Busy
) -> list[Alternative]:
    """Returns the free resources of a place in a period that keeps its rules; where several are
    wanted together, the first that make enough seats, as one."""
    if place.status == Place.Status.CLOSED:
        return []
    free = [space for space in plan.bookable() if _is_alike(space, place, plan, criteria, busy)]
    if criteria.together == 1:
        return [alternative_in(place, space, criteria.period) for space in free]
    selection = pick_disjoint(plan, prefer_unrestricted(free), criteria.together)
    seats = sum(space.capacity for space in selection)
    if len(selection) < criteria.together or seats < criteria.attendees:
        return []
    return [_together(place, selection, criteria.period)]


def _is_alike(
    space: Space, place: Place, plan: PlacePlan, criteria: WantedSpaces, busy: Busy
) -> bool:
    """Checks whether a resource would do instead: of a kind that was wanted, large enough by itself
    or with others, free, and within the rules."""
    if space.kind not in criteria.kinds:
        return False
    if criteria.together == 1 and space.capacity < criteria.attendees:
        return False
    if not is_free(criteria.period, taken_for(plan, space, busy)):
        return False
    try:
        check_period(criteria.period, plan=plan, spaces=[space], now=criteria.now)
    except BookingRefused:
        return False
    return _is_offerable(space, place, criteria)


def _is_offerable(space: Space, place: Place, criteria: WantedSpaces) -> bool:
    """Checks whether a space may be offered to this person, on request or at once."""
    if space.pk in criteria.spaces:
        return True
    is_ordinary = not space.rules.restricts_people and not space.rules.needs_approval
    if is_ordinary or criteria.eligibility.runs(place):
        return True
    if space.rules.needs_approval and not criteria.on_request:
        return False
    return criteria.eligibility.refusal(space, place, local_day(criteria.period.start)) is None


def _other_times(
    place: Place, plan: PlacePlan, spaces: list[Space], criteria: WantedSpaces, busy: Busy
) -> list[Alternative]:
    """Returns the same resources (any of the requested ones), at the starts nearest to the
    requested one.
    """
    if criteria.together > len(spaces):
        return []
    if criteria.together > 1:
        return _all_at_other_times(place, plan, spaces, criteria, busy)
    alternatives: dict[Interval, Space] = {}
    for space in spaces:
        stretches = _free_stretches(plan, [space], criteria, busy)
        for slot in nearest_slots(criteria.period, stretches, step=space.rules.step, count=ENOUGH):
            alternatives.setdefault(slot, space)
    start = criteria.period.start
    nearest_first = sorted(alternatives, key=lambda slot: (abs(slot.start - start), slot.start))
    return [alternative_in(place, alternatives[slot], slot) for slot in nearest_first[:ENOUGH]]


def _free_stretches(
    plan: PlacePlan, spaces: list[Space], criteria: WantedSpaces, busy: Busy
) -> list[Interval]:
    """Returns when resources are all free and can be booked, from the wanted day to a week
    later."""
    soonest = criteria.now + max(space.rules.notice for space in spaces)
    horizon = min(space.rules.horizon_days for space in spaces)
    last_day = local_day(criteria.now) + timedelta(days=horizon)
    first_day = local_day(criteria.period.start)
    cuts = [Interval(day_interval(first_day).start, soonest)]
    for space in spaces:
        cuts += taken_for(plan, space, busy)
        cuts += [closure.interval for closure in plan.closures_of(space)]
    return [
        stretch
        for day in days_from(first_day, DAYS_AHEAD + 1)
        if day <= last_day
        for stretch in free_slots(plan.open_day(day), cuts)
    ]


def _around(place: Place, criteria: WantedSpaces) -> list[Alternative]:
    """Returns the nearest places that have the same kind free at the same time."""
    if place.latitude is None or place.longitude is None:
        return []
    around = Place.objects.bookable().near(place.latitude, place.longitude).exclude(pk=place.pk)
    places = [
        neighbour for neighbour in around[:PLACES_AROUND] if neighbour.distance_m <= FARTHEST_M
    ]
    plans = plans_of(places)
    spaces = [space.pk for plan in plans.values() for space in plan.spaces]
    buffer = max((plan.widest_buffer for plan in plans.values()), default=timedelta(0))
    near = Interval(criteria.period.start - buffer, criteria.period.end + buffer)
    busy = busy_intervals(spaces, near)
    alternatives: list[Alternative] = []
    for neighbour in places:
        alternatives += _same_time(neighbour, plans[neighbour.pk], criteria, busy)[:1]
    return alternatives[:ENOUGH]


def alternative_in(place: Place, space: Space, period: Interval) -> Alternative:
    """Returns a space of a place at another moment, as pages propose it."""
    return Alternative(
        place_id=place.pk,
        place_name=place.name,
        place_slug=place.slug,
        resource_id=space.pk,
        resource_name=space.name,
        resource_kind=space.kind,
        period=period,
        distance_m=getattr(place, "distance_m", None),
    )


def _together(place: Place, spaces: list[Space], period: Interval) -> Alternative:
    first, *remaining = spaces
    return replace(
        alternative_in(place, first, period),
        resource_name=_join_names(spaces),
        with_ids=tuple(space.pk for space in remaining),
    )


def _join_names(spaces: list[Space]) -> str:
    return ", ".join(space.name for space in spaces)
