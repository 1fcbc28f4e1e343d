"""The pages on which a host decides the rules of a place, of a space, and the house rules."""

import pytest
from django.urls import reverse

from bocage.workspaces.models import BookingRules, HouseRules
from bocage.workspaces.plans import plan_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import HostFactory, PlaceFactory, ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return ResourceFactory(
        meeting_room=True, place=PlaceFactory(rules={"maximum_minutes": 90, "needs_approval": True})
    )


def addresses_of(room):
    slug = room.place.slug
    return [
        reverse("host_rules", args=[slug]),
        reverse("host_resource_rules", args=[slug, room.pk]),
        reverse("host_house_rules", args=[slug]),
    ]


def test_only_who_runs_the_place_sees_them(client, room):
    for person in (PersonFactory(), HostFactory(of=PlaceFactory())):
        client.force_login(person)
        assert [client.get(one).status_code for one in addresses_of(room)] == [404] * 3
    client.force_login(HostFactory(of=room.place))
    assert [client.get(one).status_code for one in addresses_of(room)] == [200] * 3


def test_a_space_says_what_it_inherits_and_what_differs(client, room):
    client.force_login(HostFactory(of=room.place))
    _place, address, _house = addresses_of(room)

    assert "Vide\u00a0: 90" in client.get(address).content.decode()
    client.post(address, {"maximum_minutes": "60", "needs_approval": "false"})

    room.place.refresh_from_db()
    space = plan_of(room.place).space(room.pk)
    assert space.own_rules == {"maximum_minutes", "needs_approval"}
    assert (space.rules.maximum_minutes, space.rules.needs_approval) == (60, False)

    client.post(address, {"maximum_minutes": "", "needs_approval": "unknown"})
    room.place.refresh_from_db()
    assert plan_of(room.place).space(room.pk).own_rules == frozenset()


@pytest.mark.parametrize(
    "sent",
    [
        {"step_minutes": "7"},
        {"minimum_minutes": "120", "maximum_minutes": "60"},
        {"horizon_days": "-1"},
        {"horizon_days": "99999999999"},
        {"audience": "admin"},
        {"buffer_after_minutes": "abc"},
    ],
)
def test_rules_that_make_no_sense_are_told(client, room, sent):
    client.force_login(HostFactory(of=room.place))
    before = list(BookingRules.objects.values())

    assert client.post(addresses_of(room)[0], sent).status_code == 422
    assert list(BookingRules.objects.values()) == before


def test_the_house_rules_are_published_in_versions(client, room):
    client.force_login(HostFactory(of=room.place))
    address = addresses_of(room)[2]

    for text in ("On range.", "On range.", "On range tout."):
        client.post(address, {"text": text})

    assert list(HouseRules.objects.values_list("version", flat=True)) == [2, 1]
    assert "Version 2" in client.get(address).content.decode()
    assert client.post(address, {"text": "x" * 10_001}).status_code == 422


def test_the_rules_of_a_space_of_another_place_are_not_found(client, room):
    client.force_login(HostFactory(of=room.place))
    other = ResourceFactory()

    assert (
        client.get(reverse("host_resource_rules", args=[room.place.slug, other.pk])).status_code
        == 404
    )
