"""What is free instead of what somebody else has: nearest in the place, in time, and around."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from bocage.workspaces.places.models import Place
from bocage.workspaces.scheduling.availability import (
    Interval,
    day_interval,
    days_from,
    free_slots,
    is_free,
    local_day,
    nearest_slots,
)
from bocage.workspaces.scheduling.errors import Alternative, BookingRefused, Taken
from bocage.workspaces.scheduling.period_checks import check_period
from bocage.workspaces.scheduling.plans import PlacePlan, Space, plans_of
from bocage.workspaces.scheduling.queries import busy_intervals, busy_intervals_on, taken_for
from bocage.workspaces.scheduling.reach import first_apart, ordinary_first
from bocage.workspaces.scheduling.rights import NO_RIGHTS, Rights

ENOUGH = 3
"""Alternatives of one sort that are worth reading."""
DAYS_AHEAD = 7
FARTHEST_M = 40_000
PLACES_AROUND = 8

Busy = Mapping[UUID, list[Interval]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Wish for spaces that could not be met."""

    spaces: frozenset[UUID]
    kinds: frozenset[str]
    on_request: bool
    period: Interval
    attendees: int
    now: datetime
    rights: Rights = NO_RIGHTS
    """Of whoever would come: what is reserved for some is offered to those who may have it."""
    together: int = 1
    """How many of them, all at once: several desks seat several people."""


@dataclass(frozen=True, kw_only=True)
class RefusedBooking:
    """Booking that could not be made, because of `spaces` that others hold."""

    place: Place
    plan: PlacePlan
    spaces: list[Space]
    period: Interval
    attendees: int
    now: datetime
    but_not: Collection[UUID] = ()
    """Bookings that would leave what they hold."""
    rights: Rights = NO_RIGHTS
    together: int = 1
    """As in `Wanted`."""
    left: list[Space] = field(default_factory=list)
    """Those of the spaces that are still free."""
    busy: Busy | None = None
    """What others hold for a week, where it was read for the refusal."""

    @property
    def wanted(self) -> Wanted:
        return Wanted(
            spaces=frozenset(space.pk for space in self.spaces),
            on_request=any(space.rules.needs_approval for space in self.spaces),
            kinds=frozenset(space.kind for space in self.spaces),
            period=self.period,
            attendees=self.attendees,
            now=self.now,
            rights=self.rights,
            together=self.together,
        )


def alternatives_to(refusal: Taken) -> list[Alternative]:
    """Returns the nearest alternatives to what is refused, the best first: read it once, outside
    the transaction.
    """
    booking = refusal.booking
    if not isinstance(booking, RefusedBooking):
        return []
    return nearest(booking) if booking.busy is None else nearest_together(booking, booking.busy)


def nearest(booking: RefusedBooking) -> list[Alternative]:
    """Returns the nearest free alternatives to resources that are taken, in three queries at most,
    and those of the `rights` of the person where something free is reserved for some.

    First what resembles them in the same place at the same time, then the same at the nearest times
    (that day and the week after), then other places around at the same time.
    """
    place, plan, wanted = booking.place, booking.plan, booking.wanted
    busy = _busy_for_a_week(plan, booking.period, booking.but_not)
    here = _same_time(place, plan, wanted, busy)
    later = _other_times(place, plan, booking.spaces, wanted, busy)
    if len(here) >= ENOUGH:
        return here[:ENOUGH] + later
    return here + later + _around(place, wanted)


def _busy_for_a_week(plan: PlacePlan, period: Interval, but_not: Collection[UUID] = ()) -> Busy:
    """What is held the day of a period and the week after it, with what buffers reach."""
    days = list(days_from(local_day(period.start), DAYS_AHEAD + 1))
    resources = [space.pk for space in plan.spaces]
    buffer = plan.widest_buffer
    if but_not:
        return busy_intervals_on(days, resources, around=buffer, but_not=but_not)
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
    busy = _busy_for_a_week(plan, period, booking.but_not)
    lost = [space for space in spaces if not is_free(period, taken_for(plan, space, busy))]
    left = [space for space in spaces if space not in lost]
    names = {"lost": _named(lost), "left": _named(left)}
    if lost and left:
        sentence = _("Déjà pris à ce moment : %(lost)s. Encore libre : %(left)s.") % names
    elif lost:
        sentence = _("Déjà pris à ce moment : %(lost)s.") % names
    else:
        sentence = _("Quelqu’un d’autre réserve en ce moment un de ces espaces.")
    lost_ids = tuple(space.pk for space in lost)
    return Taken(sentence, booking=replace(booking, left=left, busy=busy), lost=lost_ids)


def nearest_together(booking: RefusedBooking, busy: Busy) -> list[Alternative]:
    """Returns what is free instead of several resources of which some are lost; no query.

    First, at the same time, another resource in the place of one that is lost, or what is left
    without it; then all of them together, at the nearest times.
    """
    place, plan, wanted, left = booking.place, booking.plan, booking.wanted, booking.left
    lost = [space for space in booking.spaces if space not in left]
    found = []
    if len(lost) == 1:
        found += _in_its_stead(place, plan, lost[0], wanted, busy)[:1]
    if left and sum(space.capacity for space in left) >= wanted.attendees:
        found.append(_together(place, left, wanted.period))
    return found + _all_at_other_times(place, plan, [*left, *lost], wanted, busy)


def _all_at_other_times(
    place: Place, plan: PlacePlan, spaces: list[Space], wanted: Wanted, busy: Busy
) -> list[Alternative]:
    """Several resources together, at the nearest times at which all of them are free."""
    found = []
    stretches = _free_stretches(plan, spaces, wanted, busy)
    step = max(space.rules.step for space in spaces)
    for slot in nearest_slots(wanted.period, stretches, step=step, count=ENOUGH):
        with suppress(BookingRefused):
            check_period(slot, plan=plan, spaces=spaces, now=wanted.now)
            found.append(_together(place, spaces, slot))
    return found


def _in_its_stead(
    place: Place, plan: PlacePlan, lost: Space, wanted: Wanted, busy: Busy
) -> list[Alternative]:
    """What resembles a lost resource and is free, with the others that were asked for."""
    left = [space for space in plan.spaces if space.pk in wanted.spaces - {lost.pk}]
    held_by_others = set[UUID]().union(*(plan.held_with(space) for space in left))
    seats = sum(space.capacity for space in left)
    alike = replace(
        wanted,
        spaces=frozenset({lost.pk}),
        kinds=frozenset({lost.kind}),
        attendees=max(1, wanted.attendees - seats),
    )
    free = _same_time(place, plan, alike, busy)
    spaces = filter(None, (plan.space(one.resource_id) for one in free))
    return [
        _together(place, [space, *left], wanted.period)
        for space in spaces
        if not plan.held_with(space) & held_by_others
    ]


def at_the_same_time(
    *, place: Place, plan: PlacePlan, wanted: Wanted, but_not: frozenset[UUID] = frozenset()
) -> list[Alternative]:
    """Returns what is free in the very same period: in the place itself, then in the nearest
    around.

    `but_not` are resources that are not worth offering. Two queries at most.
    """
    window = Interval(
        wanted.period.start - plan.widest_buffer, wanted.period.end + plan.widest_buffer
    )
    busy = busy_intervals([space.pk for space in plan.spaces], window)
    free = _same_time(place, plan, wanted, busy)
    here = [one for one in free if not {one.resource_id, *one.with_ids} <= but_not]
    if len(here) >= ENOUGH:
        return here[:ENOUGH]
    return (here + _around(place, wanted))[:ENOUGH]


def _same_time(place: Place, plan: PlacePlan, wanted: Wanted, busy: Busy) -> list[Alternative]:
    """The free resources of a place in a period that keeps its rules; where several are wanted
    together, the first that make enough seats, as one."""
    if place.status == Place.Status.CLOSED:
        return []
    free = [one for one in plan.bookable() if _is_alike(one, place, plan, wanted, busy)]
    if wanted.together == 1:
        return [alternative_in(place, space, wanted.period) for space in free]
    chosen = first_apart(plan, ordinary_first(free), wanted.together)
    seats = sum(space.capacity for space in chosen)
    if len(chosen) < wanted.together or seats < wanted.attendees:
        return []
    return [_together(place, chosen, wanted.period)]


def _is_alike(space: Space, place: Place, plan: PlacePlan, wanted: Wanted, busy: Busy) -> bool:
    """Whether a resource would do instead: of a kind that was wanted, large enough by itself or
    with others, free, and within the rules."""
    if space.kind not in wanted.kinds:
        return False
    if wanted.together == 1 and space.capacity < wanted.attendees:
        return False
    if not is_free(wanted.period, taken_for(plan, space, busy)):
        return False
    try:
        check_period(wanted.period, plan=plan, spaces=[space], now=wanted.now)
    except BookingRefused:
        return False
    return _may_be_offered(space, place, wanted)


def _may_be_offered(space: Space, place: Place, wanted: Wanted) -> bool:
    """Nothing is offered to whoever may not have it, nor on request to whoever did not ask so."""
    if space.pk in wanted.spaces:
        return True
    is_ordinary = not space.rules.asks_who and not space.rules.needs_approval
    if is_ordinary or wanted.rights.runs(place):
        return True
    if space.rules.needs_approval and not wanted.on_request:
        return False
    return wanted.rights.refusal(space, place, local_day(wanted.period.start)) is None


def _other_times(
    place: Place, plan: PlacePlan, spaces: list[Space], wanted: Wanted, busy: Busy
) -> list[Alternative]:
    """The same resources (any of those asked for), at the starts nearest to the wanted one."""
    if wanted.together > len(spaces):
        return []
    if wanted.together > 1:
        return _all_at_other_times(place, plan, spaces, wanted, busy)
    found: dict[Interval, Space] = {}
    for space in spaces:
        stretches = _free_stretches(plan, [space], wanted, busy)
        for slot in nearest_slots(wanted.period, stretches, step=space.rules.step, count=ENOUGH):
            found.setdefault(slot, space)
    start = wanted.period.start
    nearest_first = sorted(found, key=lambda slot: (abs(slot.start - start), slot.start))
    return [alternative_in(place, found[slot], slot) for slot in nearest_first[:ENOUGH]]


def _free_stretches(
    plan: PlacePlan, spaces: list[Space], wanted: Wanted, busy: Busy
) -> list[Interval]:
    """When resources are all free and can be booked, from the wanted day to a week later."""
    soonest = wanted.now + max(space.rules.notice for space in spaces)
    horizon = min(space.rules.horizon_days for space in spaces)
    last_day = local_day(wanted.now) + timedelta(days=horizon)
    first_day = local_day(wanted.period.start)
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


def _around(place: Place, wanted: Wanted) -> list[Alternative]:
    """The nearest places that have the same kind free at the same time."""
    if place.latitude is None or place.longitude is None:
        return []
    around = Place.objects.bookable().near(place.latitude, place.longitude).exclude(pk=place.pk)
    places = [one for one in around[:PLACES_AROUND] if one.distance_m <= FARTHEST_M]
    plans = plans_of(places)
    spaces = [space.pk for plan in plans.values() for space in plan.spaces]
    buffer = max((plan.widest_buffer for plan in plans.values()), default=timedelta(0))
    near = Interval(wanted.period.start - buffer, wanted.period.end + buffer)
    busy = busy_intervals(spaces, near)
    found: list[Alternative] = []
    for one in places:
        found += _same_time(one, plans[one.pk], wanted, busy)[:1]
    return found[:ENOUGH]


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
    first, *others = spaces
    return replace(
        alternative_in(place, first, period),
        resource_name=_named(spaces),
        with_ids=tuple(space.pk for space in others),
    )


def _named(spaces: list[Space]) -> str:
    return ", ".join(space.name for space in spaces)
