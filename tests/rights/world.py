"""The stage on which every address is opened: the world of the journeys, with who is near it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from bocage.people.models import Entitlement, Person, Role, Scope, ScopeKind
from bocage.workspaces.models import Place
from tests.journeys.world import World, world_of_everybody
from tests.people.factories import EntitlementFactory, MandateFactory, PersonFactory, ScopeFactory
from tests.people.holders import ACCOUNT, HOLDER, STRANGER
from tests.rights.driving import Caller
from tests.rights.groups import OTHER_HOLDER
from tests.rights.more_parts import more_parts, of_somebody_else
from tests.rights.parts import query_of, values_of
from tests.rights.roles import ROLES
from tests.rights.routes import ROUTES
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory
from tests.workspaces.factories import PlaceFactory


@dataclass(frozen=True)
class Setting:
    """Parameters of the URLs, the scopes above them, and their nearest neighbours."""

    world: World
    over: dict[ScopeKind, Scope]
    beside: dict[ScopeKind, Scope]


class Stage:
    """Callers, by their names in the matrix."""

    def __init__(self, setting: Setting) -> None:
        self.world, self.over, self.beside = setting.world, setting.over, setting.beside
        self._callers: dict[Any, Caller] = {}

    def address_of(self, name: str) -> str:
        """The address of a route here, by its name."""
        if name == "wagtail_serve":  # Its part has no name.
            return reverse(name, args=[""])
        parts = self.world.parts
        return reverse(name, kwargs=values_of(name, ROUTES[name], parts)) + query_of(name, parts)

    def caller(self, word: str, holder: str = "") -> Caller:
        """Returns a caller by name: a role over the object, its holder, anonymous…"""
        key = (word, holder if word == HOLDER else "")
        if key not in self._callers:
            self._callers[key] = self._make_caller(word, holder)
        return self._callers[key]

    def without(self, entitled: Iterable[str], *, near: bool) -> Caller:
        """Returns a person with every mandate that should not give access: all roles except
        `entitled` over the object, those of `entitled` ended, and (with `near`) on neighbours."""
        roles = frozenset(entitled) & set(ROLES)
        key = (roles, near)
        if key not in self._callers:
            person = PersonFactory()
            for word, (role, kind) in ROLES.items():
                over = self.over[kind]
                MandateFactory(person=person, role=role, scope=over, over=word in roles)
                if near and word in roles and kind in self.beside:
                    MandateFactory(person=person, role=role, scope=self.beside[kind])
            self._callers[key] = Caller(person)
        return self._callers[key]

    def neighbour(self, entitled: Iterable[str]) -> Caller:
        """Returns a person with the mandates of `entitled` on the neighbours of the objects."""
        roles = frozenset(entitled) & set(ROLES)
        if ("near", roles) not in self._callers:
            person = PersonFactory()
            for role, kind in (ROLES[word] for word in sorted(roles)):
                if kind in self.beside:
                    MandateFactory(person=person, role=role, scope=self.beside[kind])
            self._callers["near", roles] = Caller(person)
        return self._callers["near", roles]

    def one_by_one(self) -> Iterable[tuple[str, Caller]]:
        """Yields each role over, ended and beside, alone, to identify which one gives access."""
        for word, (role, kind) in ROLES.items():
            yield word, self.caller(word)
            ended = MandateFactory(role=role, scope=self.over[kind], over=True).person
            yield f"{word}, ended", Caller(ended)
            if kind in self.beside:
                near = MandateFactory(role=role, scope=self.beside[kind]).person
                yield f"{word}, beside", Caller(near)

    @cached_property
    def other_holder(self) -> Person:
        """Returns a person who owns one of every kind of personal object, but none of those
        tested."""
        person = PersonFactory(name="Dominique Autre")
        EntitlementFactory(person=person, kind=Entitlement.Kind.ACCOMPANIED)
        of_somebody_else(person, self.world)
        return person

    def _make_caller(self, word: str, holder: str) -> Caller:
        if word == STRANGER:
            return Caller()
        if word == ACCOUNT:
            return Caller(PersonFactory())
        if word == OTHER_HOLDER:
            return Caller(self.other_holder)
        if word == HOLDER:
            return Caller(self.world.people[holder])
        role, kind = ROLES[word]
        return Caller(MandateFactory(role=role, scope=self.over[kind]).person)


def made_setting() -> Setting:
    """Creates all objects and people, on Boitron and the scopes above it."""
    world = world_of_everybody()
    place = Place.objects.select_related("commune", "scope").get(slug=world.parts["slug"])
    world.parts.update(more_parts(world, place))
    return Setting(world=world, over=_above(place, world), beside=_near(place))


def _above(place: Place, world: World) -> dict[ScopeKind, Scope]:
    commune = place.commune
    return {
        ScopeKind.INSTANCE: ScopeFactory(),
        ScopeKind.DEPARTEMENT: ScopeFactory(of_departement=True, departement=commune.departement),
        ScopeKind.EPCI: ScopeFactory(
            of_epci=True, epci=commune.epci, departement=commune.departement
        ),
        ScopeKind.COMMUNE: ScopeFactory(of_commune=True, commune=commune),
        ScopeKind.PLACE: place.scope,
        ScopeKind.PARTNER: Scope.objects.get(
            mandates__person=world.people[Role.TRAINING_OFFICER], kind=ScopeKind.PARTNER
        ),
    }


def _near(place: Place) -> dict[ScopeKind, Scope]:
    """The nearest neighbours: the instance has none."""
    departement = place.commune.departement
    return {
        ScopeKind.DEPARTEMENT: ScopeFactory(
            of_departement=True, departement=DepartementFactory(sarthe=True)
        ),
        ScopeKind.EPCI: ScopeFactory(
            of_epci=True, epci=EpciFactory(alencon=True), departement=departement
        ),
        ScopeKind.COMMUNE: ScopeFactory(of_commune=True, commune=CommuneFactory(essay=True)),
        ScopeKind.PLACE: PlaceFactory(commune=place.commune).scope,
        ScopeKind.PARTNER: ScopeFactory(of_partner=True),
    }
