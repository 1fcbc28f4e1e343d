"""Visitors for whom a host books: found, or made."""

import pytest
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.people.errors import NotAnAddress, NotAPhone
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import (
    VisitorsOfOneName,
    VisitorUnknown,
    VisitorUnnamed,
)
from bocage.workspaces.front_desk.operations.desk import book_at_the_desk
from bocage.workspaces.scheduling.operations.visitors import Visitor
from bocage.workspaces.scheduling.visitors import suggestions
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    day_ahead,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return ResourceFactory(place=PlaceFactory(boitron=True))


@pytest.fixture
def host(desk):
    return HostFactory(of=desk.place)


def book(host, desk, **visitor):
    return book_at_the_desk(
        by=host,
        place=desk.place,
        visitor=Visitor(**visitor),
        resources=[desk.pk],
        period=afternoon(day_ahead(1)),
    )


def regular(desk, name, **fields):
    return BookingFactory(resource=desk, booked_for__name=name, **fields).booked_for


def test_somebody_who_came_before_is_found_by_name_whatever_its_accents(desk, host):
    person = regular(desk, "Éloïse Brière")

    assert book(host, desk, name=" eloise briere ").booked_for == person


def test_a_person_picked_from_the_list_is_taken_as_such(desk, host):
    person = regular(desk, "Éloïse Brière")

    assert book(host, desk, person_id=person.pk, name="autre chose").booked_for == person


def test_only_people_of_the_place_can_be_picked(desk, host):
    stranger = BookingFactory(booked_for__name="Ailleurs").booked_for

    with pytest.raises(VisitorUnknown):
        book(host, desk, person_id=stranger.pk)


def test_a_name_that_two_people_have_is_asked_again(desk, host):
    regular(desk, "Jean Petit")
    regular(ResourceFactory(place=desk.place), "Jean Petit")

    with pytest.raises(VisitorsOfOneName):
        book(host, desk, name="Jean Petit")


def test_a_name_alone_makes_nobody(desk, host):
    BookingFactory(booked_for__name="Jean Petit")

    with pytest.raises(VisitorUnknown):
        book(host, desk, name="Jean Petit")


def test_existing_account_keeps_its_name_and_receives_no_welcome(desk, host):
    person = PersonFactory(email="ada@exemple.example", name="Ada", shows_name_to_hosts=False)

    booking = book(host, desk, name="Un autre nom", contact="ADA@exemple.example")

    person.refresh_from_db()
    assert (booking.booked_for, person.name) == (person, "Ada")
    kinds = OutgoingMail.objects.filter(recipient=person.email).values_list("kind", flat=True)
    assert [kind.rpartition(".")[2] for kind in kinds] == ["BookingConfirmedMail"]


def test_an_address_in_the_field_of_the_name_is_an_address(desk, host):
    assert book(host, desk, name="ada@exemple.example").booked_for.email == "ada@exemple.example"


def test_a_telephone_makes_an_account_that_no_mail_reaches_and_finds_it_again(desk, host):
    first = book(host, desk, name="Paul Lenoir", contact="+33 2 33 81 00 00").booked_for
    second_desk = ResourceFactory(place=desk.place)
    second_person = book(host, second_desk, name="Paul Lenoir", contact="02.33.81.00.00").booked_for

    assert second_person == first
    assert (first.name, first.phone) == ("Paul Lenoir", "0233810000")
    assert not OutgoingMail.objects.filter(person_id=first.pk).exists()


def test_a_household_shares_its_telephone(desk, host):
    first = book(host, desk, name="Paul Lenoir", contact="0233810000").booked_for
    second_desk = ResourceFactory(place=desk.place)

    assert book(host, second_desk, name="Anne Lenoir", contact="0233810000").booked_for != first


@pytest.mark.parametrize(
    ("visitor", "refusal"),
    [
        ({"name": "  "}, VisitorUnnamed),
        ({"contact": "0233810000"}, VisitorUnnamed),
        ({"name": "Ada", "contact": "ada@"}, NotAnAddress),
        ({"name": "Ada", "contact": "a@b@c"}, NotAnAddress),
        ({"name": "Ada", "contact": "12"}, NotAPhone),
        ({"name": "Ada", "contact": "٠٢٣٣٨١٠٠٠٠"}, NotAPhone),
        ({"name": "Ada", "contact": "0" * 200}, NotAPhone),
    ],
)
def test_what_tells_nobody_is_refused_and_makes_no_account(desk, host, visitor, refusal):
    before = Person.objects.count()

    with pytest.raises(refusal):
        book(host, desk, **visitor)

    assert Person.objects.count() == before


def test_only_who_runs_the_place_books_for_others(desk):
    with pytest.raises(NotAllowed):
        book(HostFactory(of=PlaceFactory()), desk, name="Ada", contact="ada@exemple.example")


def test_suggestions_are_people_of_the_place_who_show_their_name(desk, host):
    regular(desk, "Éloïse Brière")
    regular(
        ResourceFactory(place=desk.place), "Eloi Cachottier", booked_for__shows_name_to_hosts=False
    )
    BookingFactory(booked_for__name="Eloi Ailleurs")
    PersonFactory(name="Eloi Nulle Part")

    assert [suggestion.name for suggestion in suggestions(desk.place, "eloi")] == ["Éloïse Brière"]


@pytest.mark.parametrize("text", ["", "e", "  ", "%", "__", "\x00\x00"])
def test_too_little_or_nonsense_suggests_nobody(desk, text):
    regular(desk, "Éloïse Brière")

    assert suggestions(desk.place, text) == []


@pytest.mark.parametrize("people", [1, 3])
def test_suggestions_take_two_queries(desk, people, django_assert_num_queries):
    for _number in range(people):
        regular(ResourceFactory(place=desk.place), "Ada Aubert")

    with django_assert_num_queries(2):
        assert len(suggestions(desk.place, "ada")) == people


def test_an_address_typed_in_the_search_tells_nothing_of_accounts(client, desk, host):
    PersonFactory(email="ada@exemple.example", name="Ada")
    client.force_login(host)

    answer = client.get(reverse("host_visitors", args=[desk.place.slug]), {"q": "ada@exemple"})

    assert answer.json() == []
