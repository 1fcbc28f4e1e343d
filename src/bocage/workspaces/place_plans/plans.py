"""Plan of a place: its resources and its hours, read once per version.

A trigger changes `Place.plan_version` in the transaction that changes the plan, and each version is
a fresh UUID, so that a plan cached under its version is never stale. A booking then reads only the
row of the place.
"""

from collections import OrderedDict, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from threading import Lock
from uuid import UUID

from bocage.foundation.http.replica import up_to_date
from bocage.territory.models import Commune
from bocage.workspaces.booking_rules.models import BookingRules, HouseRules
from bocage.workspaces.booking_rules.rules import (
    DEFAULT_RULES,
    Rules,
    default_rules,
    loosest,
    overrides_of,
    rules_of_place,
)
from bocage.workspaces.opening_hours.availability import (
    ClosedPeriod,
    DayRange,
    Interval,
    OpenDay,
    OpeningHours,
    open_day,
)
from bocage.workspaces.opening_hours.models import Closure, OpeningException, OpeningRule
from bocage.workspaces.places.models import Equipment, Place, Resource, ResourceKind
from bocage.workspaces.prices.models import Tariff
from bocage.workspaces.prices.pricing import FREE, Prices, Quote, price_of, prices_by_resource

PLANS_CACHED = 4_000


@dataclass(frozen=True, slots=True)
class Space:
    """Resource as the plan keeps it: plain values, safe to share between requests."""

    pk: UUID
    kind: str
    name: str
    description: str
    capacity: int
    equipment: tuple[str, ...]
    parent_id: UUID | None
    is_active: bool
    rules: Rules = DEFAULT_RULES
    prices: Prices = FREE
    own_rules: frozenset[str] = frozenset()
    """The names of the rules that it says itself; the others come from its place."""

    @property
    def kind_label(self) -> str:
        return str(ResourceKind(self.kind).label)

    @property
    def equipment_labels(self) -> list[str]:
        return [str(Equipment(code).label) for code in self.equipment]


@dataclass(frozen=True)
class PlacePlan:
    """Plan of a place: its resources and opening hours. `spaces` are its resources, in the order of
    the place.

    It is cached between requests, with the values computed from it.
    """

    spaces: tuple[Space, ...]
    hours: OpeningHours
    commune_name: str = ""
    rules: Rules = DEFAULT_RULES
    """Rules of the place; a space has its own."""
    house_rules_id: UUID | None = None
    """The version of the house rules in force."""

    @property
    def loosest_rules(self) -> Rules:
        """Returns the times that at least one of its spaces allows."""
        spaces = self.bookable()
        return loosest(space.rules for space in spaces) if spaces else self.rules

    @property
    def widest_buffer(self) -> timedelta:
        """Returns the longest buffer of its spaces: how far around a period others may matter."""
        return max((space.rules.longest_buffer for space in self.spaces), default=timedelta(0))

    def open_day(self, day: date) -> OpenDay:
        return open_day(self.hours, day)

    def space(self, resource_id: UUID) -> Space | None:
        return next((space for space in self.spaces if space.pk == resource_id), None)

    def price_of(self, spaces: Iterable[Space], period: Interval) -> Quote:
        return price_of(spaces, period, open_day=self.open_day)

    @property
    def has_prices(self) -> bool:
        """True if anything in the place has a price."""
        return any(space.prices for space in self.spaces)

    def names(self, resource_ids: Collection[UUID]) -> list[str]:
        """Returns the names of resources, in the order of the place."""
        return [space.name for space in self.spaces if space.pk in resource_ids]

    def bookable(self, kind: str | None = None) -> list[Space]:
        """Returns the active resources, of one kind where it is given."""
        return [
            space
            for space in self.spaces
            if space.is_active and (kind is None or space.kind == kind)
        ]

    def held_with(self, space: Space) -> frozenset[UUID]:
        """Returns the resource and its parts, at any depth, which its booking holds."""
        return self._held_ids[space.pk]

    @cached_property
    def _held_ids(self) -> dict[UUID, frozenset[UUID]]:
        return {space.pk: frozenset(self._with_parts(space)) for space in self.spaces}

    @cached_property
    def blocked_spaces(self) -> Mapping[UUID, Sequence[Space]]:
        """Spaces that cannot be booked while a resource is taken, by resource: itself, and all that
        it is a part of.
        """
        blocked: dict[UUID, list[Space]] = defaultdict(list)
        for space in self.spaces:
            for resource_id in self.held_with(space):
                blocked[resource_id].append(space)
        return dict(blocked)

    def _with_parts(self, space: Space) -> set[UUID]:
        if space.kind == ResourceKind.WHOLE_PLACE:
            return {space.pk for space in self.spaces}
        held_ids = {space.pk}
        while True:
            parts = {space.pk for space in self.spaces if space.parent_id in held_ids} - held_ids
            if not parts:
                return held_ids
            held_ids |= parts

    def wholes_of(self, space: Space) -> set[UUID]:
        """Returns the identifiers of the wholes of the resource: the rooms that it is a part of,
        and the whole place.
        """
        parents = {space.pk: space.parent_id for space in self.spaces}
        wholes = {space.pk for space in self.spaces if space.kind == ResourceKind.WHOLE_PLACE}
        above = space.parent_id
        while above is not None:
            wholes.add(above)
            above = parents.get(above)
        return wholes

    def closures_of(self, space: Space) -> list[ClosedPeriod]:
        """Returns the closures that prevent a resource from being booked: its own, those of its
        parts, and those of its wholes.
        """
        if not self.hours.closures:
            return []
        blocked_spaces = self.held_with(space) | self.wholes_of(space)
        return [closure for closure in self.hours.closures if closure.resource_id in blocked_spaces]


class _Plans:
    """Last plans used by this process, all made from the same rules of the instance."""

    def __init__(self) -> None:
        self._plans: OrderedDict[tuple[UUID, UUID], PlacePlan] = OrderedDict()
        self._defaults = DEFAULT_RULES
        self._lock = Lock()

    def stand_on(self, defaults: Rules) -> None:
        """Forgets all of them where the instance has changed its rules."""
        with self._lock:
            if self._defaults != defaults:
                self._plans.clear()
                self._defaults = defaults

    def get(self, place: Place) -> PlacePlan | None:
        with self._lock:
            plan = self._plans.get((place.pk, place.plan_version))
            if plan is not None:
                self._plans.move_to_end((place.pk, place.plan_version))
            return plan

    def add(self, place: Place, plan: PlacePlan) -> None:
        with self._lock:
            self._plans[(place.pk, place.plan_version)] = plan
            while len(self._plans) > PLANS_CACHED:
                self._plans.popitem(last=False)


_cached_plans = _Plans()


def plan_of(place: Place) -> PlacePlan:
    """Returns the plan of one place: no query when this version of it was read before, else
    seven."""
    return plans_of([place])[place.pk]


def plans_of(places: Sequence[Place]) -> dict[UUID, PlacePlan]:
    """Returns the plans of many places, in seven queries at most, whatever their number.

    The places are as just read from the database: a plan is known by their `plan_version`.
    """
    _cached_plans.stand_on(default_rules())
    plans = {place.pk: plan for place in places if (plan := _cached_plans.get(place)) is not None}
    unknown = [place for place in places if place.pk not in plans]
    if unknown:
        with up_to_date():
            for place, plan in zip(unknown, _read(unknown), strict=True):
                _cached_plans.add(place, plan)
                plans[place.pk] = plan
    return plans


def _read(places: Sequence[Place]) -> Iterable[PlacePlan]:
    keys = [place.pk for place in places]
    rules, spaces = _rules_and_spaces(keys)
    weekly, exceptions, closures = _weekly_hours(keys), _exceptions(keys), _closures(keys)
    house_rules, communes = _house_rules(keys), _commune_names(places)
    for place in places:
        yield PlacePlan(
            spaces=tuple(spaces[place.pk]),
            hours=OpeningHours(
                weekly={day: tuple(ranges) for day, ranges in weekly[place.pk].items()},
                exceptions={day: tuple(ranges) for day, ranges in exceptions[place.pk].items()},
                closures=tuple(closures[place.pk]),
                observes_public_holidays=place.observes_public_holidays,
                departement=departement_of(place),
            ),
            commune_name=communes[place.commune_id],
            rules=rules[place.pk],
            house_rules_id=house_rules.get(place.pk),
        )


def _rules_and_spaces(
    keys: Collection[UUID],
) -> tuple[dict[UUID, Rules], dict[UUID, list[Space]]]:
    """Returns the rules of each place, and its resources with theirs and their prices."""
    rows: dict[UUID, list[BookingRules]] = defaultdict(list)
    for row in BookingRules.objects.filter(place__in=keys):
        rows[row.place_id].append(row)
    rules = {pk: rules_of_place(rows[pk]) for pk in keys}
    overridden = {
        row.resource_id: frozenset(overrides_of(row))
        for own_rows in rows.values()
        for row in own_rows
        if row.resource_id
    }
    prices = _prices(keys)
    spaces: dict[UUID, list[Space]] = defaultdict(list)
    for resource in Resource.objects.filter(place__in=keys).order_by("position", "name", "pk"):
        place_rules, differing = rules[resource.place_id]
        own_prices, of_kinds = prices[resource.place_id]
        spaces[resource.place_id].append(
            replace(
                _space(resource, differing.get(resource.pk, place_rules)),
                prices=own_prices.get(resource.pk) or of_kinds.get(resource.kind, FREE),
                own_rules=overridden.get(resource.pk, frozenset()),
            )
        )
    return {pk: rules[pk][0] for pk in keys}, spaces


def _prices(keys: Collection[UUID]) -> dict[UUID, tuple[dict[UUID, Prices], dict[str, Prices]]]:
    tariffs: dict[UUID, list[Tariff]] = defaultdict(list)
    for tariff in Tariff.objects.filter(place__in=keys):
        tariffs[tariff.place_id].append(tariff)
    return {pk: prices_by_resource(tariffs[pk]) for pk in keys}


def _weekly_hours(keys: Collection[UUID]) -> dict[UUID, dict[int, list[DayRange]]]:
    weekly: dict[UUID, dict[int, list[DayRange]]] = defaultdict(lambda: defaultdict(list))
    for rule in OpeningRule.objects.filter(place__in=keys).order_by("weekday", "opens"):
        weekly[rule.place_id][rule.weekday].append(DayRange(rule.opens, rule.closes))
    return weekly


def _exceptions(keys: Collection[UUID]) -> dict[UUID, dict[date, list[DayRange]]]:
    exceptions: dict[UUID, dict[date, list[DayRange]]] = defaultdict(lambda: defaultdict(list))
    for exception in OpeningException.objects.filter(place__in=keys).order_by("date", "opens"):
        exceptions[exception.place_id][exception.date].append(
            DayRange(exception.opens, exception.closes)
        )
    return exceptions


def _closures(keys: Collection[UUID]) -> dict[UUID, list[ClosedPeriod]]:
    closures: dict[UUID, list[ClosedPeriod]] = defaultdict(list)
    for closure in Closure.objects.filter(place__in=keys).order_by("period", "pk"):
        period = Interval(closure.period.lower, closure.period.upper)
        closures[closure.place_id].append(ClosedPeriod(period, closure.reason, closure.resource_id))
    return closures


def _house_rules(keys: Collection[UUID]) -> dict[UUID, UUID]:
    """Returns the version in force of each place that has house rules."""
    last = HouseRules.objects.filter(place__in=keys).order_by("place", "-version")
    return dict(last.distinct("place").values_list("place", "pk"))


def _commune_names(places: Collection[Place]) -> dict[str, str]:
    communes = Commune.objects.filter(pk__in={place.commune_id for place in places})
    return dict(communes.values_list("pk", "name"))


def _space(resource: Resource, rules: Rules) -> Space:
    return Space(
        pk=resource.pk,
        kind=resource.kind,
        name=resource.name,
        description=resource.description,
        capacity=resource.capacity,
        equipment=tuple(resource.equipment),
        parent_id=resource.parent_id,
        is_active=resource.is_active,
        rules=rules,
    )


def departement_of(place: Place) -> str:
    """Returns the code of the département, read from the INSEE code of the commune."""
    code = place.commune_id
    return code[:3] if code.startswith("97") else code[:2]


ANY_DESK = "poste"
"""Value that stands for any free desk, among the spaces of a place."""
