"""Entitlements: who grants and ends club membership or accompaniment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.errors import (
    EntitlementDatesOutOfOrder,
    EntitlementGrantedAlready,
    EntitlementUnknown,
)
from bocage.people.models import Entitlement, Role, ScopeKind
from bocage.people.operations.entitlements import end_entitlement, grant_entitlement
from tests.people.factories import EntitlementFactory, MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db

CLUB, ACCOMPANIED = Entitlement.Kind.CLUB_MEMBER, Entitlement.Kind.ACCOMPANIED
GIVERS = {
    CLUB: {"club_organiser", "coordinator", "administrator"},
    ACCOMPANIED: {"coordinator", "administrator"},
}


def person_called(name):
    if name == "administrator":
        return MandateFactory().person
    if name == "somebody":
        return PersonFactory()
    if name == "host":
        return MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True)).person
    scope = ScopeFactory(kind=ScopeKind.DEPARTEMENT, departement=DepartementFactory())
    return MandateFactory(role=name, scope=scope, over=name == "former_coordinator").person


@pytest.mark.parametrize("kind", list(GIVERS))
@pytest.mark.parametrize(
    "name", ["somebody", "host", "club_organiser", "coordinator", "administrator"]
)
def test_who_grants_and_ends_an_entitlement(name, kind):
    person, entitlement = person_called(name), EntitlementFactory(kind=kind)

    may = name in GIVERS[kind]

    assert person.has_perm("people.grant_entitlement", kind) == may
    assert person.has_perm("people.end_entitlement", entitlement) == may
    assert entitlement.person.has_perm("people.end_entitlement", entitlement)
    assert not entitlement.person.has_perm("people.grant_entitlement", kind)
    if may:
        entitlement = grant_entitlement(by=person, person=PersonFactory(), kind=kind)
        assert (entitlement.given_by, entitlement.starts_on) == (person, timezone.localdate())
    else:
        with pytest.raises(NotAllowed):
            grant_entitlement(by=person, person=person, kind=kind)
        with pytest.raises(NotAllowed):
            end_entitlement(by=person, entitlement=entitlement)


def test_a_standing_is_given_once_and_ended_once():
    organiser, person = person_called("club_organiser"), PersonFactory()
    today = timezone.localdate()
    entitlement = grant_entitlement(by=organiser, person=person, kind=CLUB)

    with pytest.raises(EntitlementGrantedAlready):
        grant_entitlement(by=organiser, person=person, kind=CLUB)
    end_entitlement(by=organiser, entitlement=entitlement)
    end_entitlement(by=organiser, entitlement=entitlement, ends_on=today + timedelta(days=9))

    entitlement.refresh_from_db()
    assert entitlement.ends_on == today
    assert not Entitlement.objects.in_force().filter(person=person).exists()
    assert grant_entitlement(by=organiser, person=person, kind=CLUB).pk != entitlement.pk


@pytest.mark.parametrize("kind", ["", "admin", "CLUB_MEMBER", "club_member\0"])
def test_what_nobody_is_is_refused(kind):
    with pytest.raises(EntitlementUnknown):
        grant_entitlement(by=person_called("administrator"), person=PersonFactory(), kind=kind)


def test_a_standing_does_not_end_before_it_begins():
    today = timezone.localdate()
    with pytest.raises(EntitlementDatesOutOfOrder):
        grant_entitlement(
            by=person_called("administrator"),
            person=PersonFactory(),
            kind=CLUB,
            ends_on=today - timedelta(days=1),
        )
