"""Rules on the page of a place before they bite, and what its form keeps."""

import re

import pytest
from django.urls import reverse

from bocage.people.models import Entitlement
from bocage.workspaces.house_rules.operations.house_rules import publish_house_rules
from bocage.workspaces.models import Booking, HouseRulesAcceptance
from tests.people.factories import EntitlementFactory, PersonFactory
from tests.workspaces.factories import HostFactory, PlaceFactory, ResourceFactory, day_ahead

pytestmark = pytest.mark.django_db

DAY = 1


def page(client, place, **wish):
    address = reverse("place_detail", args=[place.slug])
    wish = {"jour": day_ahead(DAY).isoformat(), "moment": "matin", **wish}
    return client.get(address, wish).content.decode()


def offer_of(html, resource):
    [label] = re.findall(
        rf'<label class="offer[^>]*>(?:(?!</label>).)*{resource.pk}.*?</label>', html, re.S
    )
    return label


def book(client, place, **fields):
    fields = {
        "jour": day_ahead(DAY).isoformat(),
        "moment": "heures",
        "de": "09:00",
        "a": "10:00",
        **fields,
    }
    return client.post(reverse("place_book", args=[place.slug]), fields)


RULES_ON_PAGE = [
    ({"maximum_minutes": 120}, "2\u00a0h au plus"),
    ({"minimum_minutes": 240}, "4\u00a0h au moins"),
    ({"notice_minutes": 3 * 1440}, "3 jours à l’avance"),
    ({"horizon_days": 1}, None),
    ({"audience": "club_members"}, "réservé aux membres du club"),
    ({"audience": "accompanied"}, "réservé aux candidats accompagnés"),
    ({"audience": "hosts"}, "auprès du lieu"),
    ({"requires_membership": True}, "réservé aux adhérents"),
    ({"requires_introduction": True}, "après une prise en main"),
]


@pytest.mark.parametrize(("rules", "words"), RULES_ON_PAGE)
def test_rule_is_written_beside_its_subject(client, rules, words):
    free = ResourceFactory(kind="office", name="Bureau libre")
    reserved_office = ResourceFactory(
        place=free.place, kind="office", name="Bureau tenu", rules=rules
    )
    client.force_login(PersonFactory())

    html = page(client, free.place)

    label = offer_of(html, reserved_office).replace(" h ", "\u00a0h ").replace("\u202f", "\u00a0")
    assert " disabled" not in offer_of(html, free)
    if words is None:
        assert " disabled" not in label
    else:
        assert " disabled" in label
        assert words.replace(" h ", "\u00a0h ") in label


def test_who_is_not_signed_in_reads_for_whom_it_is_and_may_go_on(client):
    room = ResourceFactory(meeting_room=True, rules={"audience": "club_members"})

    label = offer_of(page(client, room.place), room)

    assert "réservé aux membres du club" in label
    assert " disabled" not in label


def test_a_member_of_the_club_and_a_host_find_it_free(client):
    room = ResourceFactory(meeting_room=True, rules={"audience": "club_members"})
    member = EntitlementFactory(kind=Entitlement.Kind.CLUB_MEMBER).person

    for person in (member, HostFactory(of=room.place)):
        client.force_login(person)
        assert " disabled" not in offer_of(page(client, room.place), room)


def test_what_is_on_request_is_asked_for(client):
    room = ResourceFactory(meeting_room=True, rules={"needs_approval": True})
    client.force_login(PersonFactory())

    html = page(client, room.place)
    assert "sur demande" in offer_of(html, room)
    assert "Demander demain matin" in html

    book(client, room.place, espace=room.pk)
    assert Booking.objects.get().status == Booking.Status.REQUESTED


def test_the_hours_offered_are_those_that_the_space_allows(client):
    room = ResourceFactory(
        meeting_room=True,
        rules={"minimum_minutes": 60, "maximum_minutes": 120, "step_minutes": 30},
    )
    client.force_login(PersonFactory())

    html = page(client, room.place, moment="heures", de="09:00", espace=str(room.pk))

    [ends] = re.findall(r'<select id="heure-a".*?</select>', html, re.S)
    assert re.findall(r'value="(\d\d:\d\d)"', ends) == ["10:00", "10:30", "11:00"]
    assert re.findall(r'value="(\d\d:\d\d)" selected', ends) == ["11:00"]


def test_a_room_of_a_longer_horizon_opens_the_days_that_it_allows(client):
    place = PlaceFactory(rules={"horizon_days": 5})
    ResourceFactory(place=place)
    room = ResourceFactory(place=place, meeting_room=True, rules={"horizon_days": 60})
    client.force_login(PersonFactory())

    html = page(client, place, jour=day_ahead(40).isoformat())

    assert " disabled" not in offer_of(html, room)
    assert html.count(" disabled") == 1


def test_house_rules_are_read_and_ticked_in_the_form_once(client):
    desk = ResourceFactory(meeting_room=True)
    place = desk.place
    rules = publish_house_rules(by=HostFactory(of=place), place=place, text="On <b>range</b>.")
    person = PersonFactory()

    assert "règlement" not in page(client, place)
    client.force_login(person)
    html = page(client, place)
    assert f'name="reglement" value="{rules.pk}" required' in html
    assert "On &lt;b&gt;range&lt;/b&gt;." in html

    refused = book(client, place, espace=desk.pk, mot="J’apporte ma tasse", invites="Ada")
    assert refused.status_code == 409
    assert "Lisez et acceptez le règlement" in refused.content.decode()
    assert "J’apporte ma tasse" in refused.content.decode()
    assert not Booking.objects.exists()

    assert book(client, place, espace=desk.pk, reglement=rules.pk).status_code == 303
    assert HouseRulesAcceptance.objects.get().person == person
    assert "reglement" not in page(client, place)


@pytest.mark.parametrize("case", ["of another place", "an older one", "nonsense"])
def test_house_rules_that_are_not_those_in_force_are_not_accepted(client, case):
    desk = ResourceFactory()
    host = HostFactory(of=desk.place)
    older = publish_house_rules(by=host, place=desk.place, text="Avant.")
    publish_house_rules(by=host, place=desk.place, text="Maintenant.")
    other_place = PlaceFactory()
    foreign = publish_house_rules(
        by=HostFactory(of=other_place), place=other_place, text="Ailleurs."
    )
    rule_ids = {"of another place": foreign.pk, "an older one": older.pk, "nonsense": "x' or 1=1"}
    client.force_login(PersonFactory())

    answer = book(client, desk.place, espace=desk.pk, reglement=rule_ids[case])

    assert answer.status_code in {400, 409}
    assert not Booking.objects.exists()
    assert not HouseRulesAcceptance.objects.exists()


def test_guests_and_privacy_are_saved(client):
    room = ResourceFactory(meeting_room=True)
    client.force_login(PersonFactory())

    book(client, room.place, espace=room.pk, invites="Ada Morel\r\n\r\n  Élie  Petit ", privee="on")

    booking = Booking.objects.get()
    assert (booking.guests, booking.attendees) == (["Ada Morel", "Élie Petit"], 3)
    assert booking.is_private


@pytest.mark.parametrize(
    ("invites", "status"),
    [("x" * 121, 400), ("x" * 5_001, 400), ("Ada\n" * 9, 409), ("Ada\0", 400)],
)
def test_invalid_guests_are_refused(client, invites, status):
    room = ResourceFactory(meeting_room=True)
    client.force_login(PersonFactory())

    assert book(client, room.place, espace=room.pk, invites=invites).status_code == status
    assert not Booking.objects.exists()


def test_guests_take_a_desk_each(client):
    place = PlaceFactory()
    for _number in range(3):
        ResourceFactory(place=place)
    client.force_login(PersonFactory())

    book(client, place, espace="poste", invites="Ada\nÉlie")

    assert Booking.objects.get().holds.count() == 3


@pytest.mark.parametrize("rooms", [1, 3])
def test_rules_on_people_cost_the_same_queries_for_one_room_and_for_three(
    client, rooms, django_assert_num_queries
):
    place = PlaceFactory()
    for _number in range(rooms):
        ResourceFactory(
            place=place, rules={"audience": "club_members", "requires_membership": True}
        )
    client.force_login(PersonFactory())
    page(client, place)
    place.refresh_from_db()

    address = reverse("place_detail", args=[place.slug])
    with django_assert_num_queries(6):
        client.get(address, headers={"HX-Request": "true"})
