"""Permissions: role × scope × action, including people who nearly have the right."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from bocage.people.models import Mandate, Person, Role, ScopeKind
from bocage.people.policies import (
    GRANTED_BY_COORDINATORS,
    Grant,
    demands_second_factor,
    entrusted,
    grantable_roles,
    holds,
    holds_anywhere,
    reach_of,
)
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, DepartementFactory, EpciFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def scopes():
    """Boitron and its ancestors, a neighbour in the same EPCI, a stranger in another, a far one."""
    epci, other_epci = EpciFactory(), EpciFactory(alencon=True)
    communes = {
        "boitron": CommuneFactory(boitron=True, epci=epci),
        "essay": CommuneFactory(essay=True, epci=epci),
        "alencon": CommuneFactory(alencon=True, epci=other_epci),
        "mamers": CommuneFactory(
            code="72180", name="Mamers", departement=DepartementFactory(sarthe=True), epci=None
        ),
    }

    def of(kind, **fields):
        return ScopeFactory(kind=kind, **fields)

    scopes_by_name = {
        "instance": ScopeFactory(),
        "orne": of(ScopeKind.DEPARTEMENT, departement=DepartementFactory()),
        "sarthe": of(ScopeKind.DEPARTEMENT, departement=DepartementFactory(sarthe=True)),
        "epci": of(ScopeKind.EPCI, epci=epci, departement=DepartementFactory()),
        "other epci": of(ScopeKind.EPCI, epci=other_epci, departement=DepartementFactory()),
        "partner": ScopeFactory(of_partner=True),
    }
    for name, commune in communes.items():
        fields = {"commune": commune, "departement": commune.departement, "epci": commune.epci}
        scopes_by_name[name] = of(ScopeKind.COMMUNE, **fields)
        scopes_by_name[f"place of {name}"] = of(ScopeKind.PLACE, name=f"Lieu de {name}", **fields)
    return scopes_by_name


COVERED = {
    "instance": {
        "instance", "orne", "sarthe", "epci", "other epci", "partner",
        "boitron", "essay", "alencon", "mamers",
        "place of boitron", "place of essay", "place of alencon", "place of mamers",
    },
    "orne": {
        "orne", "epci", "other epci", "boitron", "essay", "alencon",
        "place of boitron", "place of essay", "place of alencon",
    },
    "sarthe": {"sarthe", "mamers", "place of mamers"},
    "epci": {"epci", "boitron", "essay", "place of boitron", "place of essay"},
    "other epci": {"other epci", "alencon", "place of alencon"},
    "boitron": {"boitron", "place of boitron"},
    "mamers": {"mamers", "place of mamers"},
    "place of boitron": {"place of boitron"},
    "partner": {"partner"},
}  # fmt: skip


@pytest.mark.parametrize("held_on", sorted(COVERED))
def test_right_covers_what_lies_under_it(scopes, held_on):
    covered = {name for name, scope in scopes.items() if scopes[held_on].covers(scope)}

    assert covered == COVERED[held_on]


def test_reach_restricts_lists_as_covers_does(scopes):
    from bocage.people.models import Scope

    for role, held_on in [
        (Role.ADMIN, "instance"),
        (Role.COORDINATOR, "orne"),
        (Role.COORDINATOR, "epci"),
        (Role.ELECTED, "boitron"),
        (Role.HOST, "place of boitron"),
        (Role.TRAINING_OFFICER, "partner"),
    ]:
        person = MandateFactory(role=role, scope=scopes[held_on]).person
        within = Scope.objects.filter(reach_of(person, role).rows())
        names = {name for name, scope in scopes.items() if scope in set(within)}
        assert names == COVERED[held_on], held_on


GRANTS = [
    # who, on what, may grant: the roles, on the place, the commune, the EPCI, the département
    (Role.ADMIN, "instance", "place of boitron", {"host"}),
    (Role.ADMIN, "instance", "boitron", {"elected", "town_hall", "sponsor"}),
    (Role.ADMIN, "instance", "epci", {"coordinator", "elected"}),
    (Role.ADMIN, "instance", "orne", {"coordinator", "club_organiser", "editor"}),
    (Role.ADMIN, "instance", "partner", {"training_officer"}),
    (Role.ADMIN, "instance", "instance", {"admin"}),
    (Role.COORDINATOR, "orne", "place of boitron", {"host"}),
    (Role.COORDINATOR, "orne", "boitron", {"elected", "town_hall", "sponsor"}),
    (Role.COORDINATOR, "orne", "epci", {"elected"}),
    (Role.COORDINATOR, "orne", "orne", set()),
    (Role.COORDINATOR, "orne", "mamers", set()),
    (Role.COORDINATOR, "orne", "place of mamers", set()),
    (Role.COORDINATOR, "orne", "instance", set()),
    (Role.COORDINATOR, "orne", "partner", set()),
    (Role.COORDINATOR, "epci", "place of essay", {"host"}),
    (Role.COORDINATOR, "epci", "alencon", set()),
    (Role.COORDINATOR, "epci", "place of alencon", set()),
    (Role.ELECTED, "boitron", "boitron", {"sponsor"}),
    (Role.ELECTED, "epci", "boitron", {"sponsor"}),
    (Role.ELECTED, "other epci", "boitron", set()),
    (Role.TOWN_HALL, "boitron", "boitron", set()),
    (Role.HOST, "place of boitron", "place of boitron", set()),
    (Role.SPONSOR, "boitron", "boitron", set()),
    (Role.CLUB_ORGANISER, "orne", "boitron", set()),
    (Role.TRAINING_OFFICER, "partner", "partner", set()),
    (Role.EDITOR, "orne", "orne", set()),
]


@pytest.mark.parametrize(("role", "held_on", "target", "granted"), GRANTS)
def test_mandates_that_each_role_may_grant(scopes, role, held_on, target, granted):
    mandate = MandateFactory(role=role, scope=scopes[held_on])
    people = {
        "holder": mandate.person,
        "ended": MandateFactory(role=role, scope=scopes[held_on], over=True).person,
        "not begun": MandateFactory(role=role, scope=scopes[held_on], not_begun=True).person,
        "closed": MandateFactory(role=role, scope=scopes[held_on], person__is_active=False).person,
        "nobody": PersonFactory(),
        "stranger": AnonymousUser(),
    }

    allowed = {
        name: {
            role.value
            for role in Role
            if role in grantable_roles(person, scopes[target])
            and person.has_perm("people.grant_mandate", Grant(role, scopes[target]))
        }
        for name, person in people.items()
    }

    no_right = {name: set() for name in set(people) - {"holder"}}
    assert allowed == {"holder": granted, **no_right}


PAGES = [
    # who, on what: sees the mandates, sees the settings, needs a second factor
    (Role.ADMIN, "instance", (True, True, True)),
    (Role.COORDINATOR, "orne", (True, False, False)),
    (Role.ELECTED, "boitron", (False, False, False)),
    (Role.TOWN_HALL, "boitron", (False, False, False)),
    (Role.HOST, "place of boitron", (False, False, False)),
    (Role.SPONSOR, "boitron", (False, False, False)),
    (Role.CLUB_ORGANISER, "orne", (False, False, False)),
    (Role.TRAINING_OFFICER, "partner", (False, False, False)),
    (Role.EDITOR, "orne", (False, False, False)),
]


@pytest.mark.parametrize(("role", "held_on", "opened"), PAGES)
def test_pages_that_each_role_may_open(scopes, role, held_on, opened):
    person = MandateFactory(role=role, scope=scopes[held_on]).person

    assert (
        person.has_perm("people.see_mandates"),
        person.has_perm("people.update_instance_settings"),
        demands_second_factor(person),
    ) == opened


def test_own_profile_alone_may_be_changed():
    person, stranger = PersonFactory(), PersonFactory()

    assert person.has_perm("people.update_profile", person)
    assert not person.has_perm("people.update_profile", stranger)
    assert not person.has_perm("people.update_profile", None)
    assert not AnonymousUser().has_perm("people.update_profile", person)


def test_mandate_may_be_ended_by_its_holder_and_by_who_may_grant_it(scopes):
    mandate = MandateFactory(role=Role.HOST, scope=scopes["place of boitron"])
    coordinators = {
        place: MandateFactory(role=Role.COORDINATOR, scope=scopes[place]).person
        for place in ("orne", "epci", "other epci", "sarthe")
    }

    allowed = {
        place: person.has_perm("people.end_mandate", mandate)
        for place, person in coordinators.items()
    }

    assert allowed == {"orne": True, "epci": True, "other epci": False, "sarthe": False}
    assert mandate.person.has_perm("people.end_mandate", mandate)
    assert not PersonFactory().has_perm("people.end_mandate", mandate)
    assert not mandate.person.has_perm("people.end_mandate", None)


def test_coordinator_ends_no_mandate_that_only_administrators_grant(scopes):
    coordinator = MandateFactory(role=Role.COORDINATOR, scope=scopes["orne"]).person
    peer = MandateFactory(role=Role.COORDINATOR, scope=scopes["epci"])

    assert Role.COORDINATOR not in GRANTED_BY_COORDINATORS
    assert not coordinator.has_perm("people.end_mandate", peer)


def test_unknown_right_is_nobodys():
    assert not MandateFactory().person.has_perm("people.fly")


def test_mandates_are_read_once_for_all_questions(scopes, django_assert_num_queries):
    mandate = MandateFactory(role=Role.HOST, scope=scopes["place of boitron"])
    MandateFactory(person=mandate.person, role=Role.ELECTED, scope=scopes["boitron"])
    person = Person.objects.get(pk=mandate.person_id)
    targets = list(scopes.values())

    with django_assert_num_queries(1):
        answers = [holds(person, Role.HOST, target) for target in targets]
        holds_anywhere(person, Role.ADMIN)
        reach_of(person, Role.ELECTED)

    assert answers.count(True) == 1


def test_entrusted_lets_administrators_in_everywhere(scopes):
    may_see = entrusted(Role.HOST)
    administrator = MandateFactory().person
    host = MandateFactory(role=Role.HOST, scope=scopes["place of boitron"]).person

    assert may_see.test(administrator, scopes["place of mamers"])
    assert may_see.test(host, scopes["place of boitron"])
    assert not may_see.test(host, scopes["place of essay"])
    assert not may_see.test(AnonymousUser(), scopes["place of boitron"])


def test_mandate_that_ends_at_midnight_is_noticed_by_a_process_that_runs_on(scopes, monkeypatch):
    tomorrow = timezone.localdate() + timedelta(days=1)
    mandate = MandateFactory(role=Role.HOST, scope=scopes["place of boitron"], ends_on=tomorrow)
    assert holds(mandate.person, Role.HOST, mandate.scope)

    monkeypatch.setattr(timezone, "localdate", lambda: tomorrow)

    assert not holds(mandate.person, Role.HOST, mandate.scope)
    assert Mandate.objects.in_force(tomorrow).count() == 0
