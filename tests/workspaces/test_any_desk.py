"""« N’importe quel poste » among ordinary and reserved desks, and « déjà pris » with buffers."""

import pytest
from django.urls import reverse

from bocage.people.models import Standing
from bocage.workspaces.errors import Taken
from bocage.workspaces.models import Booking
from bocage.workspaces.operations import book_any, give_clearance
from tests.people.factories import PersonFactory, StandingFactory
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
    return StandingFactory(kind=Standing.Kind.CLUB_MEMBER).person


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
            "who": "Ada",
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
