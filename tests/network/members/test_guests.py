"""Guests of the club: three months, then a choice; and members suggested to a newcomer."""

from datetime import UTC, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.network.members.newcomers import members_to_meet
from bocage.network.members.operations.guests import end_guests, welcome_guest
from bocage.network.members.operations.members import join_club, leave_club
from bocage.network.models import Club, Member
from bocage.people.models import Entitlement
from tests.network.factories import MemberFactory
from tests.people.factories import PersonFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def _mail_kinds():
    mail_kinds = OutgoingMail.objects.order_by("id").values_list("kind", flat=True)
    return [kind.rpartition(".")[2] for kind in mail_kinds]


def is_entitled_member(person, day=None):
    standings = Entitlement.objects.in_force(day).filter(kind=Entitlement.Kind.CLUB_MEMBER)
    return standings.filter(person=person).exists()


class TestGuests:
    def test_see_the_club_for_three_months_and_are_not_in_the_list(self, boitron):
        person = PersonFactory()

        for _time in range(2):
            guest = welcome_guest(person=person, commune=boitron, headline="Graphiste", now=NOW)

        assert (guest.status, guest.renewed_until.isoformat()) == ("guest", "2027-02-24")
        assert is_entitled_member(person, NOW.date())
        assert not is_entitled_member(person, guest.renewed_until)
        assert not Member.objects.active().exists()
        assert _mail_kinds() == ["GuestOfTheClub"]

    def test_are_invited_to_join_at_the_end_once(self, boitron):
        person = PersonFactory()
        welcome_guest(person=person, commune=boitron, headline="Graphiste", now=NOW)
        last_moment = NOW + relativedelta(months=3)

        assert end_guests(now=last_moment - timedelta(days=1)) == 0
        assert [end_guests(now=last_moment), end_guests(now=last_moment)] == [1, 0]

        assert _mail_kinds() == ["GuestOfTheClub", "GuestInvited"]
        assert Member.objects.get().status == Member.Status.LEFT

    def test_become_members_and_stay_past_the_three_months(self, boitron):
        person = PersonFactory()
        welcome_guest(person=person, commune=boitron, headline="Graphiste", now=NOW)

        member = join_club(by=person, commune=boitron, headline="Graphiste", now=NOW)

        assert member.is_active
        assert end_guests(now=NOW + relativedelta(months=4)) == 0
        assert is_entitled_member(person, (NOW + relativedelta(months=4)).date())

    def test_who_leave_have_no_door_open(self, boitron):
        person = PersonFactory()
        guest = welcome_guest(person=person, commune=boitron, headline="Graphiste")

        leave_club(by=person, member=guest)

        assert not is_entitled_member(person)

    def test_members_refused_and_asking_keep_their_status(self, boitron):
        Club.objects.create(departement=boitron.departement, approves_members=True)
        states = ("active", "requested", "refused")
        members = [MemberFactory(), MemberFactory(asking=True), MemberFactory(asking=True)]
        Member.objects.filter(pk=members[2].pk).update(status="refused", refusal="Non.")

        for member in members:
            welcome_guest(person=member.person, commune=boitron, headline="Graphiste")

        assert [Member.objects.get(pk=member.pk).status for member in members] == list(states)


class TestWhomToMeet:
    def names(self, boitron, **wish):
        wish = {"person_id": PersonFactory().pk, "trade": "graphiste", "near": boitron} | wish
        return [match.member.person.name for match in members_to_meet(**wish)]

    def test_is_as_far_as_the_communes_are(self, boitron):
        flers = CommuneFactory(flers=True)
        MemberFactory(commune=flers, meets_newcomers=True)

        (match,) = members_to_meet(person_id=PersonFactory().pk, trade="maçon", near=boitron)

        assert match.metres == round((boitron.km_to(flers) or 0) * 1000)

    def test_is_of_a_near_trade_then_near_among_those_who_agreed(self, boitron):
        flers, sees = CommuneFactory(flers=True), CommuneFactory(sees=True)

        def member(name, commune, skills=(), **values):
            values = {"meets_newcomers": True, "headline": "Autre chose"} | values
            return MemberFactory(person__name=name, commune=commune, skills=skills, **values)

        member("Loin et graphiste", flers, ["Graphiste"])
        member("Près", sees)
        member("Ici", boitron, headline="Maçon")
        member("N’a rien dit", boitron, ["Graphiste"], meets_newcomers=False)
        member("Se cache", boitron, ["Graphiste"], members_fields=[])
        member("Est parti", boitron, ["Graphiste"], status="left")
        closed = member("Compte fermé", boitron, ["Graphiste"])
        closed.person.is_active = False
        closed.person.save()
        newcomer = member("Demande", boitron, ["Graphiste"])

        names = self.names(boitron, person_id=newcomer.person_id)

        assert names == ["Ici", "Près", "Loin et graphiste"]
        assert self.names(boitron, trade="graphsite", limit=1) == ["Demande"]
        assert self.names(boitron, exclude=[newcomer.pk], limit=1) == ["Ici"]
        assert self.names(boitron, trade="'; DROP TABLE x; -- 100%_")[0] in {"Demande", "Ici"}

    def test_is_nobody_where_nothing_tells_where(self):
        nowhere = CommuneFactory(latitude=None, longitude=None, position_source="")
        MemberFactory(meets_newcomers=True)

        assert self.names(nowhere) == []


def test_a_guest_sees_until_when_on_their_page(client, boitron):
    person = PersonFactory()
    guest = welcome_guest(person=person, commune=boitron, headline="Graphiste")
    client.force_login(person)

    page = client.get("/club/ma-fiche/").content.decode()

    assert "Devenir membre" in page
    assert str(guest.renewed_until.year) in page
    assert client.get("/club/rejoindre/").status_code == 200
    assert timezone.localdate() < guest.renewed_until
