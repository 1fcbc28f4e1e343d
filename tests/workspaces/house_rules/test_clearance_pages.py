"""The page on which a host notes who belongs to a place, and what the others read of it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import (
    ClearanceGiven,
    ResourceUnknown,
    VisitorUnknown,
)
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.house_rules.operations.clearances import clear_visitor, give_clearance
from bocage.workspaces.models import Clearance
from bocage.workspaces.scheduling.operations.visitors import Visitor
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory(contact_email="accueil@lieu.example", contact_phone="02 33 81 00 00")


@pytest.fixture
def room(place):
    return ResourceFactory(meeting_room=True, place=place, rules={"requires_introduction": True})


@pytest.fixture
def host(place):
    return HostFactory(of=place)


def page_of(place):
    return reverse("host_clearances", args=[place.slug])


def clear(host, room, kind="introduction", **visitor):
    return clear_visitor(
        by=host,
        place=room.place,
        visitor=Visitor(**visitor),
        kind=kind,
        resource=room if kind == "introduction" else None,
    )


def test_who_stands_at_the_desk_is_found_or_made_and_may_book_at_once(host, room):
    clearance = clear(host, room, name="Ada Lenoir", contact="ada@exemple.example")

    assert (clearance.person.name, clearance.resource, clearance.granted_by) == (
        "Ada Lenoir",
        room,
        host,
    )
    assert book_resource(by=clearance.person, resource=room, period=morning(day_ahead(1))).pk


def test_nobody_is_made_for_what_is_refused(host, room):
    foreign = ResourceFactory()

    with pytest.raises(ResourceUnknown):
        clear_visitor(
            by=host,
            place=room.place,
            visitor=Visitor(name="Ada Lenoir", contact="ada@exemple.example"),
            kind="introduction",
            resource=foreign,
        )
    with pytest.raises(VisitorUnknown):
        clear(host, room, name="Ada Lenoir")

    assert not Person.objects.filter(email="ada@exemple.example").exists()
    assert not Clearance.objects.exists()


def test_only_who_runs_the_place_may_tick(room):
    for person in (PersonFactory(), HostFactory(of=PlaceFactory())):
        with pytest.raises(NotAllowed):
            clear(person, room, name="Ada Lenoir", contact="ada@exemple.example")
    assert not Person.objects.filter(email="ada@exemple.example").exists()


def test_ticking_twice_is_refused(host, room):
    clear(host, room, contact="ada@exemple.example", name="Ada")

    with pytest.raises(ClearanceGiven):
        clear(host, room, contact="ada@exemple.example", name="Ada")
    assert Clearance.objects.count() == 1


def test_only_who_runs_the_place_sees_the_page_and_takes_back(client, host, room):
    clearance = give_clearance(by=host, place=room.place, person=PersonFactory(), kind="membership")
    end = reverse("host_clearance_end", args=[room.place.slug, clearance.pk])

    for person in (PersonFactory(), clearance.person, HostFactory(of=PlaceFactory())):
        client.force_login(person)
        assert client.get(page_of(room.place)).status_code == 404
        assert client.post(end).status_code == 404
    clearance.refresh_from_db()
    assert clearance.ends_on is None


def test_the_host_ticks_reads_and_takes_back(client, host, room):
    client.force_login(host)
    visitor = BookingFactory(resource=room, booked_for__name="Éloïse Brière").booked_for
    data = {"name": "eloise briere", "grant": str(room.pk), "last_day": ""}

    answer = client.post(page_of(room.place), data, follow=True)
    page = answer.content.decode()
    assert "Prise en main\u00a0: Salle de réunion" in page
    assert visitor.name in page

    clearance = Clearance.objects.get(person=visitor)
    end = reverse("host_clearance_end", args=[room.place.slug, clearance.pk])
    for _press in range(2):
        page = client.post(end, follow=True).content.decode()
    assert "Personne encore" in page
    clearance.refresh_from_db()
    assert clearance.ends_on == timezone.localdate()


def test_last_day_is_included(client, host, room):
    client.force_login(host)
    last = timezone.localdate() + timedelta(days=30)

    client.post(
        page_of(room.place),
        {"name": "ada@exemple.example", "grant": "membership", "last_day": last.isoformat()},
    )

    assert Clearance.objects.get().ends_on == last + timedelta(days=1)


@pytest.mark.parametrize(
    "data",
    [
        {"name": "", "grant": "membership"},
        {"name": "Personne de ce nom", "grant": "membership"},
        {"name": "ada@exemple.example", "grant": "admin"},
        {"name": "ada@exemple.example", "grant": "00000000-0000-0000-0000-000000000000"},
        {"name": "ada@exemple.example", "grant": "membership", "last_day": "2020-01-01"},
        {"name": "ada@exemple.example", "grant": "membership", "last_day": "demain"},
        {"name": "Ada", "contact": "0" * 300, "grant": "membership"},
        {"name": "Ada", "contact": "ada@", "grant": "membership"},
    ],
)
def test_invalid_values_are_refused_and_stay_in_the_form(client, host, room, data):
    client.force_login(host)

    answer = client.post(page_of(room.place), data)

    assert answer.status_code in {400, 404, 409, 422}
    assert data["name"] in answer.content.decode()
    assert not Clearance.objects.exists()


def test_a_clearance_of_another_place_is_not_taken_back_from_here(client, host, room):
    foreign = PlaceFactory()
    foreign_clearance = give_clearance(
        by=HostFactory(of=foreign), place=foreign, person=PersonFactory(), kind="membership"
    )
    client.force_login(host)

    end = reverse("host_clearance_end", args=[room.place.slug, foreign_clearance.pk])
    assert client.post(end).status_code == 404
    foreign_clearance.refresh_from_db()
    assert foreign_clearance.ends_on is None


def test_the_page_asks_as_much_for_three_people_as_for_one(
    client, host, room, django_assert_num_queries
):
    client.force_login(host)
    give_clearance(by=host, place=room.place, person=PersonFactory(), kind="membership")
    client.get(page_of(room.place))
    with django_assert_num_queries(5):
        client.get(page_of(room.place))
    for _number in range(2):
        give_clearance(
            by=host,
            place=room.place,
            person=PersonFactory(),
            kind="introduction",
            resource=room,
        )
    with django_assert_num_queries(5):
        client.get(page_of(room.place))


def page_seen_by(client, person, place):
    if person is None:
        client.logout()
    else:
        client.force_login(person)
    return client.get(place.get_absolute_url()).content.decode()


def test_who_lacks_an_introduction_reads_what_to_do(client, host, room):
    ResourceFactory(place=room.place)
    person = PersonFactory()

    for reader in (None, person):
        page = page_seen_by(client, reader, room.place)
        assert "Demander une prise en main" in page
        assert "mailto:accueil@lieu.example?subject=Prise%20en%20main%20%3A%20Salle" in page

    give_clearance(by=host, place=room.place, person=person, kind="introduction", resource=room)
    assert "Demander une prise en main" not in page_seen_by(client, person, room.place)


def test_who_is_no_member_reads_what_to_do_even_without_an_address_to_write_to(client):
    place = PlaceFactory()
    ResourceFactory(place=place, rules={"requires_membership": True})

    page = page_seen_by(client, PersonFactory(), place)

    assert "pour les adhérents" in page
    assert "Passez aux heures d’ouverture" in page


def test_a_place_that_asks_nothing_says_nothing_of_it(client, place):
    ResourceFactory(place=place)

    assert "À demander au lieu" not in page_seen_by(client, PersonFactory(), place)
