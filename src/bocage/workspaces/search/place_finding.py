"""Search of places with availability, nearest first; else the nearest in time and in space.

One query returns a bounded number of the nearest places with a suitable resource (size, kind,
equipment); another the busy periods of these resources. The hours and rules of the places are
applied in memory, from plans cached by version. A search thus costs the same in a territory of
twenty places and in a country of thousands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.workspaces.booking_refusals.errors import BookingRefused
from bocage.workspaces.booking_refusals.periods import check_period, local_period
from bocage.workspaces.booking_rules.models import Audience
from bocage.workspaces.opening_hours.availability import (
    PARIS,
    Halves,
    Interval,
    OpenDay,
    day_interval,
    free_slots,
    halves,
    is_free,
    local_day,
    nearest_slots,
    remaining,
)
from bocage.workspaces.place_plans.plans import ANY_DESK, PlacePlan, Space, plans_of
from bocage.workspaces.places.models import Accessibility, Photo, Place, Resource, ResourceKind
from bocage.workspaces.places.querysets import PlaceQuerySet
from bocage.workspaces.scheduling.formatting import on_the_clock
from bocage.workspaces.scheduling.moments import Moment, moments_of
from bocage.workspaces.scheduling.queries import Busy, busy_in_places
from bocage.workspaces.search.place_search import PlaceSearch

FIRST_LOOK = 24
"""Places that a search looks at; the nearest come first."""
SECOND_LOOK = 240
"""Number of additional places read, if the first ones have too little availability."""
ENOUGH = 12
AROUND_KM = 100
"""Default radius of a search around a position."""
DAYS_AHEAD = 7
"""Number of days in which a search without results looks for another moment."""
PLACES_AHEAD = 12
FARTHER = 6

DESKS = ResourceKind.DESK
LONGEST_FIRST = (Moment.DAY, Moment.MORNING, Moment.AFTERNOON)


@dataclass(frozen=True, slots=True)
class Choice:
    """Booking that one tap makes: a resource of a place (None: any desk) in a period."""

    place_slug: str
    space: Space | None
    period: Interval
    moment: str
    people: int

    @property
    def needs_acceptance(self) -> bool:
        """Checks whether the hosts have to approve the booking first."""
        return self.space is not None and self.space.rules.needs_approval

    @property
    def query(self) -> str:
        """Returns the choice as the words of an address."""
        start, end = (edge.astimezone(PARIS) for edge in self.period)
        wish: dict[str, Any] = {"jour": start.date().isoformat(), "moment": self.moment}
        if self.moment == Moment.HOURS:
            ends = 24 * 60 if end.date() > start.date() else end.hour * 60 + end.minute
            wish |= {"de": f"{start:%H:%M}", "a": on_the_clock(ends)}
        wish["espace"] = self.space.pk if self.space else ANY_DESK
        if self.people > 1:
            wish["personnes"] = self.people
        return urlencode(wish)

    @property
    def booking_url(self) -> str:
        return f"{reverse('place_book', args=[self.place_slug])}?{self.query}"


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Place with its availability on the day searched."""

    place: Place
    opened: OpenDay
    free: int
    total: int
    kind: str
    choice: Choice | None = None

    @property
    def day(self) -> date:
        return self.opened.day

    @property
    def distance_m(self) -> float | None:
        return getattr(self.place, "distance_m", None)

    @property
    def has_room(self) -> bool:
        return self.free > 0

    @property
    def photo(self) -> Photo | None:
        return next(iter(getattr(self.place, "first_photos", ())), None)


def free_words(result: FoundPlace) -> str:
    """Returns a text such as « 5 postes libres », « 1 espace libre », « complet »."""
    if result.free == 0:
        return _("complet")
    if result.kind == ResourceKind.DESK:
        words = ngettext("%(count)d poste libre", "%(count)d postes libres", result.free)
    else:
        words = ngettext("%(count)d espace libre", "%(count)d espaces libres", result.free)
    return words % {"count": result.free}


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Places that fit; where none does, the nearest in time and in space that would."""

    day: date
    places: Sequence[FoundPlace] = ()
    without_room: Sequence[FoundPlace] = ()
    at_other_times: Sequence[FoundPlace] = ()
    farther: Sequence[FoundPlace] = ()
    is_cut: bool = False
    """True if there are more places, farther away, that were not checked."""
    looked_at: Sequence[Place] = ()
    """All the places whose bookings affect this result."""

    @property
    def has_other_proposals(self) -> bool:
        return bool(self.at_other_times or self.farther)


def find_places(search: PlaceSearch, *, now: datetime) -> SearchResults:
    """Returns the places of a search, nearest first (else most available first).

    With a day, places without enough availability come apart; without one, each place has its
    availability of today, or of tomorrow once the day is nearly over. Four statements if something
    matches (places, photos, busy periods, and plans that are not cached); twice as many at most if
    little does.
    """
    day = search.day or _day_to_show(now)
    candidates = _near_enough(search)
    places, is_cut = _first(candidates, FIRST_LOOK)
    if not places and search.is_located and not search.radius_km:
        candidates = _nearest(search)
        places, is_cut = _first(candidates, FIRST_LOOK)
    looked_at = list(places)
    results = _looked_at(places, search, day, now)
    if search.day is None:
        return SearchResults(day, _sorted(results, search), is_cut=is_cut, looked_at=places)
    if is_cut and sum(result.has_room for result in results) < ENOUGH:
        next_places, is_cut = _first(candidates[FIRST_LOOK:], SECOND_LOOK)
        looked_at += next_places
        results += _looked_at(next_places, search, day, now)
    fitting = [result for result in _sorted(results, search) if result.has_room]
    if fitting:
        without_room = [result for result in results if not result.has_room]
        return SearchResults(day, fitting, without_room, is_cut=is_cut, looked_at=looked_at)
    beyond = _beyond(search)
    farther = [result for result in _looked_at(beyond, search, day, now) if result.has_room][
        :FARTHER
    ]
    at_other_times = _at_other_times(places[:PLACES_AHEAD], search, now)
    if not farther and not at_other_times:
        at_other_times = _at_other_times(beyond[:PLACES_AHEAD], search, now)
    return SearchResults(
        day,
        without_room=results,
        at_other_times=at_other_times,
        farther=farther,
        is_cut=is_cut,
        looked_at=[*looked_at, *beyond],
    )


def _first(candidates: PlaceQuerySet, number: int) -> tuple[list[Place], bool]:
    """Returns so many places, and whether there are more."""
    places = list(candidates[: number + 1])
    return places[:number], len(places) > number


def _sorted(results: list[FoundPlace], search: PlaceSearch) -> list[FoundPlace]:
    """Sorts results: unchanged, by distance, near a position; else most available first."""
    if search.is_located:
        return results
    return sorted(results, key=lambda result: result.free, reverse=True)


def _day_to_show(now: datetime) -> date:
    """Returns today, until five in the afternoon; then tomorrow."""
    today = local_day(now)
    return today if now < day_interval(today).start + timedelta(hours=17) else today + timedelta(1)


# ---- Queries


def _near_enough(search: PlaceSearch) -> PlaceQuerySet:
    """Returns the suitable places within the distance; by name without a position."""
    places = _having(search)
    if search.latitude is None or search.longitude is None:
        return places.order_by("name", "pk")
    radius_m = (search.radius_km or AROUND_KM) * 1000
    return places.within(search.latitude, search.longitude, radius_m)


def _nearest(search: PlaceSearch) -> PlaceQuerySet:
    """Returns the suitable places, nearest first, at any distance."""
    return _having(search).near(search.latitude or 0.0, search.longitude or 0.0)


def _having(search: PlaceSearch) -> PlaceQuerySet:
    """Returns the places that have a resource such as is looked for, or desks enough."""
    places: PlaceQuerySet = Place.objects.published().select_related("commune")
    resources = Resource.objects.active().filter(place=OuterRef("pk"))
    if search.kind:
        resources = resources.filter(kind=search.kind)
    for code in search.equipment:
        if code in Accessibility.values:
            places = places.filter(accessibility__contains=[code])
        else:
            resources = resources.filter(
                Q(equipment__contains=[code]) | Q(place__equipment__contains=[code])
            )
    if search.people == 1:
        places = places.filter(Exists(resources))
    else:
        desks = resources.filter(kind=DESKS).order_by().values("place").annotate(number=Count("pk"))
        enough = desks.filter(number__gte=search.people)
        large = resources.exclude(kind=DESKS).filter(capacity__gte=search.people)
        places = places.filter(Exists(large) | Exists(enough))
    photos = Photo.objects.order_by("place_id", "position", "pk").distinct("place_id")
    return places.defer("description", "access_instructions", "imported_values").prefetch_related(
        Prefetch("photos", queryset=photos, to_attr="first_photos")
    )


# ---- Availability, in memory


@dataclass(frozen=True, slots=True)
class _Look:
    """Place with its plan, the busy periods of its resources, and the search."""

    place: Place
    plan: PlacePlan
    groups: Sequence[Sequence[Space]]
    """The resources that would do: desks together (several seat several), then rooms."""
    busy: Mapping[UUID, Sequence[Interval]]
    """Busy periods (holds and closures) by resource, parts included; resources never busy are
    absent.
    """
    search: PlaceSearch
    now: datetime

    def periods(self, opened: OpenDay) -> dict[str, Interval]:
        """Returns the moments of a day that would do, the longest first."""
        search = self.search
        if search.starts is not None and search.ends is not None:
            try:
                return {Moment.HOURS: local_period(opened.day, search.starts, search.ends)}
            except BookingRefused:
                return {}
        soonest = self.now + self.plan.rules.notice
        step = self.plan.rules.step
        moments = moments_of(Halves(*(remaining(half, soonest, step) for half in halves(opened))))
        return {
            moment: moments[moment]
            for moment in LONGEST_FIRST
            if moment in moments and search.moment in {"", moment}
        }

    def is_allowed(self, space: Space, period: Interval) -> bool:
        """Checks whether the hours and the rules of the resource let anybody book it then."""
        try:
            check_period(period, plan=self.plan, spaces=[space], now=self.now)
        except BookingRefused:
            return False
        return True

    def free(self, spaces: Sequence[Space], period: Interval) -> list[Space]:
        """Returns the resources that are free and may be booked in a period."""
        allowed: dict[Any, bool] = {}
        free_spaces = []
        for space in spaces:
            # Spaces of the same rules share them: the object says so faster than its values.
            key = space.pk if self.plan.hours.closures else id(space.rules)
            if key not in allowed:
                allowed[key] = self.is_allowed(space, period)
            if allowed[key] and is_free(period, self.busy.get(space.pk, ())):
                free_spaces.append(space)
        return free_spaces

    def seats(self, free: Sequence[Space]) -> bool:
        """Checks whether free resources of one group are enough for everybody."""
        if not free:
            return False
        return free[0].kind != DESKS or len(free) >= self.search.people

    def result_on(self, day: date) -> FoundPlace:
        """Returns the availability of the place on a day."""
        opened = self.plan.open_day(day)
        periods = self.periods(opened) if day <= self._last_day else {}
        best: FoundPlace | None = None
        for spaces in self.groups:
            for moment, period in periods.items():
                free = self.free(spaces, period)
                if self.seats(free) and (best is None or len(free) > best.free):
                    best = self._result(opened, spaces, free, moment, period)
            if best is not None:
                return best
        first = self.groups[0] if self.groups else []
        kind = first[0].kind if first else self.search.kind or DESKS
        return FoundPlace(self.place, opened, 0, len(first), kind)

    def _result(
        self,
        opened: OpenDay,
        spaces: Sequence[Space],
        free: Sequence[Space],
        moment: str,
        period: Interval,
    ) -> FoundPlace:
        any_desk = free[0].kind == DESKS and not self.search.equipment
        several = free[0].kind == DESKS and self.search.people > 1
        choice = Choice(
            place_slug=self.place.slug,
            space=None if any_desk or several else free[0],
            period=period,
            moment=moment,
            people=self.search.people,
        )
        return FoundPlace(self.place, opened, len(free), len(spaces), free[0].kind, choice)

    @property
    def _last_day(self) -> date:
        return local_day(self.now) + timedelta(days=self.plan.rules.horizon_days)

    def at_another_time(self, day: date) -> FoundPlace | None:
        """Returns the nearest moment that would do: the same day, else the first of the days
        after."""
        for number in range(DAYS_AHEAD + 1):
            other_day = day + timedelta(days=number)
            if other_day > self._last_day:
                return None
            result = self._same_day(day) if number == 0 else self.result_on(other_day)
            if result is None or not result.has_room:
                result = self._shifted(other_day)
            if result is not None and result.has_room:
                return result
        return None

    def _same_day(self, day: date) -> FoundPlace | None:
        """Returns another half of the day, if one half was requested."""
        if self.search.moment in {"", Moment.HOURS, Moment.DAY}:
            return None
        return replace(self, search=replace(self.search, moment="")).result_on(day)

    def _shifted(self, day: date) -> FoundPlace | None:
        """Returns the same length at another hour of a day, if hours were requested."""
        period = next(iter(self.periods(self.plan.open_day(day)).values()), None)
        if self.search.moment != Moment.HOURS or period is None:
            return None
        opened = self.plan.open_day(day)
        for spaces in self.groups:
            if spaces[0].kind == DESKS and self.search.people > 1:
                continue
            for space in spaces:
                stretches = free_slots(opened, self.busy.get(space.pk, ()))
                for slot in nearest_slots(period, stretches, step=space.rules.step, count=3):
                    if self.is_allowed(space, slot):
                        return self._result(opened, spaces, [space], Moment.HOURS, slot)
        return None


def _smallest_first(space: Space) -> int:
    return space.capacity


def _suiting(place: Place, plan: PlacePlan, search: PlaceSearch) -> Iterator[Space]:
    """Yields the resources that anybody may book, of that kind, so equipped, and large enough."""
    missing_equipment = set(search.equipment) - set(Accessibility.values) - set(place.equipment)
    for space in plan.bookable(search.kind or None):
        if space.rules.audience == Audience.HOSTS or not missing_equipment <= set(space.equipment):
            continue
        if space.kind == DESKS or space.capacity >= search.people:
            yield space


def _looks(
    places: Sequence[Place], search: PlaceSearch, window: Interval, now: datetime
) -> list[_Look]:
    """Returns every place with its busy periods in a window: one query, and those of the plans that
    are not cached.
    """
    plans = plans_of(places)
    buffer = max((plan.widest_buffer for plan in plans.values()), default=timedelta(0))
    busy = busy_in_places(plans, Interval(window.start - buffer, window.end + buffer))
    busy_by_space = _busy_by_space(plans.values(), busy)
    return [
        _Look(
            place=place,
            plan=plans[place.pk],
            groups=_grouped(list(_suiting(place, plans[place.pk], search))),
            busy=busy_by_space,
            search=search,
            now=now,
        )
        for place in places
    ]


def _grouped(spaces: Sequence[Space]) -> list[list[Space]]:
    desks = [space for space in spaces if space.kind == DESKS]
    rooms = sorted((space for space in spaces if space.kind != DESKS), key=_smallest_first)
    return [group for group in (desks, rooms) if group]


def _busy_by_space(plans: Collection[PlacePlan], busy: Busy) -> Mapping[UUID, Sequence[Interval]]:
    """Returns when each resource of some places cannot be had, where it is taken at all."""
    intervals: dict[UUID, list[Interval]] = defaultdict(list)
    for plan in plans:
        for resource_id in plan.blocked_spaces.keys() & busy.keys():
            for space in plan.blocked_spaces[resource_id]:
                intervals[space.pk] += map(space.rules.barred_by, busy[resource_id])
        if plan.hours.closures:
            for space in plan.spaces:
                intervals[space.pk] += [closed.interval for closed in plan.closures_of(space)]
    return intervals


def _looked_at(
    places: Sequence[Place], search: PlaceSearch, day: date, now: datetime
) -> list[FoundPlace]:
    return [look.result_on(day) for look in _looks(places, search, day_interval(day), now)]


def _at_other_times(
    places: Sequence[Place], search: PlaceSearch, now: datetime
) -> list[FoundPlace]:
    """Returns the nearest places that have room at another moment, each at its nearest; one
    query."""
    if search.day is None:
        return []
    last = search.day + timedelta(days=DAYS_AHEAD)
    window = Interval(day_interval(search.day).start, day_interval(last).end)
    looks = _looks(places, search, window, now)
    return [result for look in looks if (result := look.at_another_time(search.day))]


def _beyond(search: PlaceSearch) -> list[Place]:
    """Returns the nearest places beyond the requested distance; none without a distance."""
    if not search.radius_km or search.latitude is None or search.longitude is None:
        return []
    places = _having(search).beyond(search.latitude, search.longitude, search.radius_km * 1000)
    return list(places[:FIRST_LOOK])
