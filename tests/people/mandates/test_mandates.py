"""Mandates: who may grant them, on what, and what the database refuses."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connections, transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.errors import (
    DatesOutOfOrder,
    LastAdministrator,
    MandateNotGrantable,
    MandateOverlaps,
    RoleDoesNotFitScope,
)
from bocage.people.models import ROLE_SCOPES, Mandate, Person, Role, ScopeKind
from bocage.people.operations.mandates import (
    appoint_administrator,
    end_mandate,
    follow_to_commune,
    follow_town_halls,
    grant_mandate,
)
from bocage.people.policies import holds
from tests.people.factories import MandateFactory, PersonFactory, ScopeFactory
from tests.territory.factories import CommuneFactory, FormerCommuneFactory

pytestmark = pytest.mark.django_db


def test_grant_holds_from_today(administrator):
    host = PersonFactory()
    place = ScopeFactory(of_place=True)
    assert not holds(host, Role.HOST, place)

    mandate = grant_mandate(by=administrator, person=host, role=Role.HOST, scope=place)

    assert mandate.starts_on == timezone.localdate()
    assert mandate.granted_by == administrator
    assert holds(host, Role.HOST, place)


def test_grant_is_refused_to_whoever_has_no_right():
    with pytest.raises(MandateNotGrantable):
        grant_mandate(
            by=PersonFactory(),
            person=PersonFactory(),
            role=Role.HOST,
            scope=ScopeFactory(of_place=True),
        )
    assert Mandate.objects.count() == 0


def test_grant_of_a_role_elsewhere_than_where_it_is_held_is_refused(administrator):
    with pytest.raises(RoleDoesNotFitScope):
        grant_mandate(
            by=administrator,
            person=PersonFactory(),
            role=Role.ADMIN,
            scope=ScopeFactory(of_commune=True),
        )


def test_grant_of_a_role_that_does_not_exist_is_refused(administrator):
    with pytest.raises(RoleDoesNotFitScope):
        grant_mandate(by=administrator, person=PersonFactory(), role="king", scope=ScopeFactory())


def test_grant_that_ends_before_it_begins_is_refused(administrator):
    today = timezone.localdate()

    with pytest.raises(DatesOutOfOrder):
        grant_mandate(
            by=administrator,
            person=PersonFactory(),
            role=Role.ADMIN,
            scope=ScopeFactory(),
            starts_on=today,
            ends_on=today - timedelta(days=1),
        )


def test_grant_of_the_same_mandate_at_the_same_dates_is_refused(administrator):
    place = ScopeFactory(of_place=True)
    host = PersonFactory()
    grant_mandate(by=administrator, person=host, role=Role.HOST, scope=place)

    with pytest.raises(MandateOverlaps):
        grant_mandate(by=administrator, person=host, role=Role.HOST, scope=place)

    assert host.mandates.count() == 1


def test_grant_may_follow_the_one_that_ends_the_same_day(administrator):
    today = timezone.localdate()
    place = ScopeFactory(of_place=True)
    host = PersonFactory()
    MandateFactory(person=host, role=Role.HOST, scope=place, ends_on=today)

    grant_mandate(by=administrator, person=host, role=Role.HOST, scope=place, starts_on=today)

    assert host.mandates.in_force().count() == 1


@pytest.mark.django_db(transaction=True)
def test_grant_by_many_at_once_makes_one_mandate(administrator):
    place = ScopeFactory(of_place=True)
    host = PersonFactory()
    start = Barrier(6)

    def grant(_number):
        try:
            start.wait()
            grant_mandate(
                by=Person.objects.get(pk=administrator.pk),
                person=Person.objects.get(pk=host.pk),
                role=Role.HOST,
                scope=place,
            )
        except MandateOverlaps:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(grant, range(6))) == 1
    assert host.mandates.count() == 1


def test_database_holds_the_table_of_roles_and_scopes():
    scopes = {
        ScopeKind.INSTANCE: ScopeFactory(),
        ScopeKind.DEPARTEMENT: ScopeFactory(of_departement=True),
        ScopeKind.EPCI: ScopeFactory(of_epci=True),
        ScopeKind.COMMUNE: ScopeFactory(of_commune=True),
        ScopeKind.PLACE: ScopeFactory(of_place=True),
        ScopeKind.PARTNER: ScopeFactory(of_partner=True),
    }
    accepted = {role: set() for role in Role}
    for role in Role:
        for kind, scope in scopes.items():
            try:
                with transaction.atomic():
                    MandateFactory(role=role, scope=scope)
            except IntegrityError as error:
                assert "is not held on this kind of scope" in str(error)  # noqa: PT017 - or it is accepted
            else:
                accepted[role].add(kind)

    assert accepted == {role: set(kinds) for role, kinds in ROLE_SCOPES.items()}


def test_database_refuses_dates_out_of_order():
    today = timezone.localdate()

    with pytest.raises(IntegrityError, match="people_mandate_dates_in_order"):
        MandateFactory(starts_on=today, ends_on=today - timedelta(days=1))


def test_end_takes_the_right_away_at_once(administrator):
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))
    assert holds(mandate.person, Role.HOST, mandate.scope)

    end_mandate(by=administrator, mandate=mandate)

    assert mandate.ends_on == timezone.localdate()
    assert not holds(mandate.person, Role.HOST, mandate.scope)


def test_end_may_be_stated_in_advance(administrator):
    tomorrow = timezone.localdate() + timedelta(days=1)
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))

    end_mandate(by=administrator, mandate=mandate, ends_on=tomorrow)

    assert holds(mandate.person, Role.HOST, mandate.scope)
    assert not mandate.holds_on(tomorrow)


def test_end_twice_keeps_the_earlier_day(administrator):
    today = timezone.localdate()
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))
    end_mandate(by=administrator, mandate=mandate)

    end_mandate(by=administrator, mandate=mandate, ends_on=today + timedelta(days=9))

    mandate.refresh_from_db()
    assert mandate.ends_on == today


def test_end_of_a_mandate_that_has_not_begun_cancels_it(administrator):
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True), not_begun=True)

    end_mandate(by=administrator, mandate=mandate)

    assert mandate.ends_on == mandate.starts_on


def test_end_of_ones_own_mandate_is_free():
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))

    end_mandate(by=mandate.person, mandate=mandate)

    assert not holds(mandate.person, Role.HOST, mandate.scope)


def test_end_by_a_stranger_is_refused():
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))

    with pytest.raises(NotAllowed):
        end_mandate(by=PersonFactory(), mandate=mandate)

    mandate.refresh_from_db()
    assert mandate.ends_on is None


def test_end_of_the_last_administration_is_refused():
    mandate = MandateFactory()
    MandateFactory(over=True)
    MandateFactory(not_begun=True)
    MandateFactory(person__is_active=False)

    with pytest.raises(LastAdministrator):
        end_mandate(by=mandate.person, mandate=mandate)


@pytest.mark.django_db(transaction=True)
def test_end_by_all_administrators_at_once_leaves_one():
    mandates = [MandateFactory() for _ in range(3)]
    start = Barrier(3)

    def leave(mandate):
        try:
            current = Mandate.objects.select_related("person", "scope").get(pk=mandate.pk)
            start.wait()
            end_mandate(by=current.person, mandate=current)
        except LastAdministrator:
            return 0
        finally:
            connections.close_all()
        return 1

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(leave, mandates)) == 2
    assert Mandate.objects.in_force().count() == 1


def test_administrator_is_appointed_from_the_terminal_once(capsys):
    call_command("appoint_admin", "Maire@Boitron.example")
    call_command("appoint_admin", "maire@boitron.example")

    person = Person.objects.get(email="maire@boitron.example")
    assert [mandate.role for mandate in person.mandates.in_force()] == [Role.ADMIN]
    assert capsys.readouterr().out == "maire@boitron.example administers this instance.\n" * 2


def test_administrator_without_an_address_is_refused():
    with pytest.raises(CommandError, match="ressemble à"):
        call_command("appoint_admin", "boitron")


def test_history_keeps_what_was_granted_and_ended(administrator):
    mandate = MandateFactory(role=Role.HOST, scope=ScopeFactory(of_place=True))

    end_mandate(by=administrator, mandate=mandate)

    events = mandate.events.order_by("pgh_id")
    assert [(event.pgh_label, event.ends_on) for event in events] == [
        ("insert", None),
        ("update", timezone.localdate()),
    ]


def test_appointment_of_somebody_known_keeps_the_account():
    person = PersonFactory(email="maire@boitron.example")

    assert appoint_administrator(email="MAIRE@boitron.example").person == person


@pytest.fixture
def merged():
    """Essay, which has joined Boitron, and Boitron."""
    return CommuneFactory(essay=True, is_current=False), CommuneFactory(boitron=True)


def mandate_on(commune, **fields):
    return MandateFactory(
        role=Role.SPONSOR, scope=ScopeFactory(of_commune=True, commune=commune), **fields
    )


def test_mandate_follows_its_commune_and_what_is_over_stays(merged):
    former, commune = merged
    mandate, over, second = mandate_on(former), mandate_on(former, over=True), mandate_on(former)

    followed = [
        follow_to_commune(person=person, role=Role.SPONSOR, former=former, commune=commune)
        for person in (mandate.person_id, mandate.person_id, over.person_id)
    ]

    assert followed == [1, 0, 0]
    for row in (mandate, over, second):
        row.refresh_from_db()
    assert [followed_mandate.scope.commune for followed_mandate in (mandate, over, second)] == [
        commune,
        former,
        former,
    ]
    assert holds(Person.objects.get(pk=mandate.person_id), Role.SPONSOR, commune)


def test_mandate_that_is_held_on_both_communes_follows_nowhere(merged):
    former, commune = merged
    mandate = mandate_on(former)
    mandate_on(commune, person=mandate.person)

    with pytest.raises(MandateOverlaps):
        follow_to_commune(
            person=mandate.person_id, role=Role.SPONSOR, former=former, commune=commune
        )

    mandate.refresh_from_db()
    assert mandate.scope.commune == former


def test_mandates_of_a_town_hall_follow_the_merged_commune_with_a_mail(merged, deliver_mails):
    former, commune = merged
    FormerCommuneFactory(code=former.pk, name=former.name, commune=commune)
    scope = ScopeFactory(of_commune=True, commune=former)
    mayor, secretary = (
        MandateFactory(role=role, scope=scope) for role in (Role.ELECTED, Role.TOWN_HALL)
    )
    to_come = MandateFactory(role=Role.ELECTED, scope=scope, not_begun=True)
    over = MandateFactory(role=Role.ELECTED, scope=scope, over=True)
    sponsor = mandate_on(former)

    assert (follow_town_halls(), follow_town_halls()) == (3, 0)

    assert {
        mandate.scope.commune for mandate in Mandate.objects.exclude(pk__in=[over.pk, sponsor.pk])
    } == {commune}
    for row in (over, sponsor):
        row.refresh_from_db()
        assert row.scope.commune == former
    assert holds(Person.objects.get(pk=mayor.person_id), Role.ELECTED, commune)
    mails = deliver_mails()
    assert {mail.recipient for mail in mails} == {
        notified_mandate.person.email for notified_mandate in (mayor, secretary, to_come)
    }
    assert mails[0].subject == "Essay a rejoint Boitron : votre mandat suit"


def test_mayor_of_both_communes_keeps_both_and_is_shown_nothing(merged, deliver_mails):
    former, commune = merged
    FormerCommuneFactory(code=former.pk, name=former.name, commune=commune)
    before, today = (
        MandateFactory(
            role=Role.ELECTED, scope=ScopeFactory(of_commune=True, commune=merged_commune)
        )
        for merged_commune in merged
    )
    Mandate.objects.filter(pk=before.pk).update(person=today.person)

    assert follow_town_halls() == 0

    before.refresh_from_db()
    assert before.scope.commune == former
    assert deliver_mails() == []


def test_commune_that_is_gone_without_another_keeps_its_mandates(merged):
    former, _commune = merged
    MandateFactory(role=Role.ELECTED, scope=ScopeFactory(of_commune=True, commune=former))

    assert follow_town_halls() == 0
