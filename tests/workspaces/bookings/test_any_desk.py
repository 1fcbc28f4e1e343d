"""« N’importe quel poste » among ordinary and reserved desks, and « déjà pris » with buffers."""

import pytest
from django.urls import reverse

from bocage.people.models import Entitlement
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings.operations.bookings import book_any, book_with_any
from bocage.workspaces.house_rules.operations.clearances import give_clearance
from bocage.workspaces.models import Booking, Place
from bocage.workspaces.scheduling.alternatives import alternatives_to
from tests.people.factories import EntitlementFactory, PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

NINE, NOON = 9 * 60, 12 * 60


@pytest.fixture
def place():
    return PlaceFactory()


def club_member(_place):
    return EntitlementFactory(kind=Entitlement.Kind.CLUB_MEMBER).person


def member(place):
    person = PersonFactory()
    give_clearance(by=HostFactory(of=place), place=place, person=person, kind="membership")
    return person


RESERVED = [({"audience": "club_members"}, club_member), ({"requires_membership": True}, member)]


def desk_taken_by(person, place):
    booking = book_any(by=person, place=place, period=morning(day_ahead(1)))
    return booking.resources.get()


@pytest.mark.parametrize(("rules", "entitled"), RESERVED)
def test_who_may_have_a_reserved_desk_gets_an_ordinary_one_first(place, rules, entitled):
    reserved = ResourceFactory(place=place, position=1, rules=rules)
    ordinary = [ResourceFactory(place=place, position=number) for number in (2, 3)]
    person = entitled(place)

    assert [desk_taken_by(person, place) for _time in range(3)] == [*ordinary, reserved]
    with pytest.raises(Taken):
        desk_taken_by(person, place)


@pytest.mark.parametrize(("rules", "entitled"), RESERVED)
def test_others_never_fail_while_an_ordinary_desk_is_free(place, rules, entitled):
    ResourceFactory(place=place, position=1, rules=rules)
    ordinary = ResourceFactory(place=place, position=2)
    last = ResourceFactory(place=place, position=3)

    assert desk_taken_by(entitled(place), place) == ordinary
    assert desk_taken_by(PersonFactory(), place) == last
    with pytest.raises(Taken):
        desk_taken_by(PersonFactory(), place)


def desks_taken_by(person, place, count=2):
    booking = book_with_any(
        by=person,
        place=place,
        resources=[],
        count=count,
        period=morning(day_ahead(1)),
        attendees=count,
    )
    return set(booking.resources.all())


def test_several_desks_that_are_lost_are_offered_together_elsewhere_and_later():
    place, nearby_place = (
        PlaceFactory(latitude=latitude, longitude=0.2, position_source=Place.PositionSource.CENSUS)
        for latitude in (48.5, 48.6)
    )
    desks = [ResourceFactory(place=place, position=number) for number in (1, 2)]
    ResourceFactory.create_batch(2, place=nearby_place)
    BookingFactory(resource=desks[0])

    with pytest.raises(Taken, match="Il reste 1 poste") as refused:
        desks_taken_by(PersonFactory(), place)

    alternatives = alternatives_to(refused.value)
    assert all(
        len({alternative.resource_id, *alternative.with_ids}) == 2 for alternative in alternatives
    )
    assert {alternative.place_id for alternative in alternatives} == {place.pk, nearby_place.pk}


@pytest.mark.parametrize(("rules", "entitled"), RESERVED)
def test_several_desks_are_only_those_that_the_person_may_book(place, rules, entitled):
    reserved = ResourceFactory(place=place, position=1, rules=rules)
    ordinary = [ResourceFactory(place=place, position=number) for number in (2, 3)]
    person = entitled(place)

    with pytest.raises(Taken, match="Il reste 2 postes"):
        desks_taken_by(PersonFactory(), place, 3)
    assert desks_taken_by(person, place) == {*ordinary}
    assert desks_taken_by(person, place, 1) == {reserved}


@pytest.mark.parametrize("rules", [rules for rules, _entitled in RESERVED])
def test_who_runs_the_place_has_several_of_its_reserved_desks(place, rules):
    desks = {ResourceFactory(place=place, rules=rules) for _number in range(2)}

    assert desks_taken_by(HostFactory(of=place), place) == desks


def test_a_desk_and_its_part_are_not_two_desks(place):
    divided_desk = ResourceFactory(place=place, position=1)
    ResourceFactory(place=place, position=2, parent=divided_desk)
    second_desk = ResourceFactory(place=place, position=3)

    assert desks_taken_by(PersonFactory(), place) >= {divided_desk, second_desk}


def test_the_rule_of_a_place_that_is_for_members_lets_them_have_several_desks(client):
    place = PlaceFactory(rules={"requires_membership": True})
    for _number in range(2):
        ResourceFactory(place=place)
    wish = {
        "jour": day_ahead(1).isoformat(),
        "moment": "matin",
        "espace": "poste",
        "personnes": "2",
    }
    client.force_login(member(place))

    answer = client.post(reverse("place_book", args=[place.slug]), wish)

    assert answer.status_code == 303
    assert Booking.objects.get().holds.count() == 2


@pytest.mark.parametrize(
    ("starts", "status"),
    [(NOON, 409), (NOON + 15, 409), (NOON + 30, 302)],
)
def test_the_desk_form_counts_the_buffers_as_the_database_does(client, place, starts, status):
    place_day = day_ahead(1)
    room = ResourceFactory(
        meeting_room=True,
        place=PlaceFactory(hours={weekday: [(8 * 60, 20 * 60)] for weekday in range(7)}),
        rules={"buffer_after_minutes": 30},
    )
    earlier = BookingFactory(resource=room, period=as_range(hours(place_day, NINE, NOON)))
    earlier.holds.update(period=as_range(hours(place_day, NINE, NOON + 30)))
    client.force_login(HostFactory(of=room.place))

    answer = client.post(
        reverse("host_book", args=[room.place.slug]),
        {
            "name": "Ada",
            "contact": "ada@exemple.example",
            "day": place_day.isoformat(),
            "starts": f"{starts // 60:02}:{starts % 60:02}",
            "ends": "14:00",
            "resources": [str(room.pk)],
            "attendees": "1",
        },
    )

    assert answer.status_code == status
    assert Booking.objects.exclude(pk=earlier.pk).exists() == (status == 302)
