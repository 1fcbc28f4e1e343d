"""Standings: who says that somebody is of the club, or accompanied, and who ends it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.errors import (
    StandingDatesOutOfOrder,
    StandingGivenAlready,
    StandingUnknown,
)
from bocage.people.models import Role, ScopeKind, Standing
from bocage.people.operations.standings import end_standing, give_standing
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory, StandingFactory
from tests.territory.factories import DepartementFactory

pytestmark = pytest.mark.django_db

CLUB, ACCOMPANIED = Standing.Kind.CLUB_MEMBER, Standing.Kind.ACCOMPANIED
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
def test_who_gives_and_ends_a_standing(name, kind):
    person, standing = person_called(name), StandingFactory(kind=kind)

    may = name in GIVERS[kind]

    assert person.has_perm("people.give_standing", kind) == may
    assert person.has_perm("people.end_standing", standing) == may
    assert standing.person.has_perm("people.end_standing", standing)
    assert not standing.person.has_perm("people.give_standing", kind)
    if may:
        given = give_standing(by=person, person=PersonFactory(), kind=kind)
        assert (given.given_by, given.starts_on) == (person, timezone.localdate())
    else:
        with pytest.raises(NotAllowed):
            give_standing(by=person, person=person, kind=kind)
        with pytest.raises(NotAllowed):
            end_standing(by=person, standing=standing)


def test_a_standing_is_given_once_and_ended_once():
    organiser, person = person_called("club_organiser"), PersonFactory()
    today = timezone.localdate()
    standing = give_standing(by=organiser, person=person, kind=CLUB)

    with pytest.raises(StandingGivenAlready):
        give_standing(by=organiser, person=person, kind=CLUB)
    end_standing(by=organiser, standing=standing)
    end_standing(by=organiser, standing=standing, ends_on=today + timedelta(days=9))

    standing.refresh_from_db()
    assert standing.ends_on == today
    assert not Standing.objects.in_force().filter(person=person).exists()
    assert give_standing(by=organiser, person=person, kind=CLUB).pk != standing.pk


@pytest.mark.parametrize("kind", ["", "admin", "CLUB_MEMBER", "club_member\0"])
def test_what_nobody_is_is_refused(kind):
    with pytest.raises(StandingUnknown):
        give_standing(by=person_called("administrator"), person=PersonFactory(), kind=kind)


def test_a_standing_does_not_end_before_it_begins():
    today = timezone.localdate()
    with pytest.raises(StandingDatesOutOfOrder):
        give_standing(
            by=person_called("administrator"),
            person=PersonFactory(),
            kind=CLUB,
            ends_on=today - timedelta(days=1),
        )
