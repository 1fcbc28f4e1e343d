"""The pages on which a host decides the rules of a place, of a space, and the house rules."""

import pytest
from django.urls import reverse

from bocage.workspaces.house_rules.rule_durations import DURATIONS
from bocage.workspaces.models import BookingRules, HouseRules
from bocage.workspaces.place_plans.plans import plan_of
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


def test_pages_of_rules_are_for_hosts_of_the_place_alone(client, room):
    for person in (PersonFactory(), HostFactory(of=PlaceFactory())):
        client.force_login(person)
        assert [client.get(address).status_code for address in addresses_of(room)] == [404] * 3
    client.force_login(HostFactory(of=room.place))
    assert [client.get(address).status_code for address in addresses_of(room)] == [200] * 3


def test_a_space_says_what_it_inherits_and_what_differs(client, room):
    client.force_login(HostFactory(of=room.place))
    _place, address, _house = addresses_of(room)

    assert "Comme le lieu\u00a0: 1 h 30" in client.get(address).content.decode()
    client.post(address, {"maximum_minutes": "60", "needs_approval": "false"})

    room.place.refresh_from_db()
    space = plan_of(room.place).space(room.pk)
    assert space.own_rules == {"maximum_minutes", "needs_approval"}
    assert (space.rules.maximum_minutes, space.rules.needs_approval) == (60, False)

    client.post(address, {"maximum_minutes": "", "needs_approval": "unknown"})
    room.place.refresh_from_db()
    assert plan_of(room.place).space(room.pk).own_rules == frozenset()


@pytest.mark.parametrize(
    "data",
    [
        {"step_minutes": "7"},
        {"step_minutes": "other", "step_minutes_number": "15", "step_minutes_unit": "1"},
        {"notice_minutes": "other", "notice_minutes_number": "", "notice_minutes_unit": "60"},
        {"notice_minutes": "other", "notice_minutes_number": "9e9", "notice_minutes_unit": "60"},
        {"horizon_days": "other", "horizon_days_number": "900", "horizon_days_unit": "1440"},
        {"minimum_minutes": "120", "maximum_minutes": "60"},
        {"horizon_days": "-1"},
        {"horizon_days": "99999999999"},
        {"audience": "admin"},
        {"buffer_after_minutes": "abc"},
    ],
)
def test_invalid_rules_are_refused(client, room, data):
    client.force_login(HostFactory(of=room.place))
    before = list(BookingRules.objects.values())

    assert client.post(addresses_of(room)[0], data).status_code == 422
    assert list(BookingRules.objects.values()) == before


def test_a_delay_typed_in_hours_or_weeks_is_kept_in_the_unit_of_its_rule(client, room):
    client.force_login(HostFactory(of=room.place))
    address = addresses_of(room)[0]
    data = {
        "notice_minutes": "other",
        "notice_minutes_number": "1,5",
        "notice_minutes_unit": "60",
        "horizon_days": "other",
        "horizon_days_number": "3",
        "horizon_days_unit": "10080",
        "cancellation_notice_minutes": "1440",
    }

    assert client.post(address, data).status_code == 302
    row = BookingRules.objects.get(place=room.place, resource=None)
    stored = (row.notice_minutes, row.horizon_days, row.cancellation_notice_minutes)
    assert stored == (90, 21, 1440)

    page = client.get(address).content.decode()
    assert '<option value="90" selected>1 h 30</option>' in page
    assert '<option value="21" selected>3 semaines</option>' in page


def test_the_bounds_of_every_delay_are_those_that_the_database_keeps(client, room):
    client.force_login(HostFactory(of=room.place))
    address = addresses_of(room)[0]
    for end in ("minimum", "maximum"):
        data = {name: str(options[end]) for name, options in DURATIONS.items()}
        assert client.post(address, data).status_code == 302
        row = BookingRules.objects.get(place=room.place, resource=None)
        assert {name: str(getattr(row, name)) for name in DURATIONS} == data


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
    other_room = ResourceFactory()

    assert (
        client.get(
            reverse("host_resource_rules", args=[room.place.slug, other_room.pk])
        ).status_code
        == 404
    )
