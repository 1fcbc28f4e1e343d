"""A series at the desk, the house rules on its page, and moves that do not meet themselves."""

import pytest
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.house_rules.operations.house_rules import publish_house_rules
from bocage.workspaces.models import BookingSeries, HouseRules, HouseRulesAcceptance, Place
from bocage.workspaces.scheduling.alternatives import alternatives_to
from bocage.workspaces.scheduling.operations.visitors import Visitor
from bocage.workspaces.series.operations.at_the_desk import book_series_at_the_desk
from tests.pages.page_text import marks_of, text_of
from tests.people.factories import PersonFactory
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
from tests.workspaces.series.test_series import as_ruled, dates_of, weekly
from tests.workspaces.series.test_series_pages import chosen_in, rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1", place=PlaceFactory(boitron=True))


def open_preview(client, desk):
    page = reverse("series_book", args=[desk.place.slug])
    address = client.get(page, rule(desk)).request
    url = f"{page}?{address['QUERY_STRING']}"
    return url, client.get(url).content.decode()


def test_a_host_sets_a_series_for_somebody_new(client, desk):
    client.force_login(HostFactory(of=desk.place))
    url, html = open_preview(client, desk)
    data = chosen_in(html) | {"name": "Jeanne Roussel", "contact": "jeanne@exemple.example"}
    assert client.post(url, data).status_code == 303
    series = BookingSeries.objects.get()
    assert series.booked_for == Person.objects.get(email="jeanne@exemple.example")
    assert dates_of(series) == as_ruled(0, 1, 2, 3)


def test_a_host_sets_it_where_others_must_ask(client):
    desk = ResourceFactory(place=PlaceFactory(boitron=True), rules={"needs_approval": True})
    visitor = BookingFactory(resource=desk, booked_for=PersonFactory(name="Ada Lepic")).booked_for
    client.force_login(HostFactory(of=desk.place))
    url, html = open_preview(client, desk)
    answer = client.post(url, chosen_in(html) | {"name": "Ada Lepic", "person": str(visitor.pk)})
    assert answer.status_code == 303
    assert BookingSeries.objects.get().booked_for == visitor


def test_a_host_who_says_nobody_books_for_themselves(client, desk):
    host = HostFactory(of=desk.place)
    client.force_login(host)
    url, html = open_preview(client, desk)
    client.post(url, chosen_in(html) | {"name": " "})
    assert BookingSeries.objects.get().booked_for == host


def test_a_name_that_nobody_has_keeps_the_dates(client, desk):
    client.force_login(HostFactory(of=desk.place))
    url, html = open_preview(client, desk)
    answer = client.post(url, chosen_in(html) | {"name": "Inconnue"})
    assert answer.status_code == 422
    assert "Personne de ce nom" in text_of(answer)
    assert 'value="Inconnue"' in answer.content.decode()
    assert not BookingSeries.objects.exists()


@pytest.mark.parametrize(
    "forged",
    [{"person": "x"}, {"name": "x" * 200}, {"contact": "\x00"}, {"reglement": "1; DROP"}],
)
def test_hostile_details_are_refused_and_book_nothing(client, desk, forged):
    client.force_login(HostFactory(of=desk.place))
    url, html = open_preview(client, desk)
    assert client.post(url, chosen_in(html) | forged).status_code == 422
    assert not BookingSeries.objects.exists()


def test_nobody_else_sets_a_series_for_somebody(client, desk):
    client.force_login(PersonFactory())
    url, html = open_preview(client, desk)
    assert 'name="name"' not in html
    answer = client.post(url, chosen_in(html) | {"name": "Ada", "contact": "ada@exemple.example"})
    assert answer.status_code == 403
    assert not Person.objects.filter(email="ada@exemple.example").exists()
    with pytest.raises(NotAllowed):
        book_series_at_the_desk(
            by=HostFactory(of=PlaceFactory()),
            place=desk.place,
            visitor=Visitor(name="Ada", contact="ada@exemple.example"),
            resources=[desk.pk],
            recurrence=weekly(),
        )


def test_house_rules_are_read_and_accepted_with_the_dates(client, desk):
    place = Place.objects.get(pk=desk.place_id)
    publish_house_rules(by=HostFactory(of=place), place=place, text="On éteint en sortant.")
    person = PersonFactory()
    client.force_login(person)
    url, html = open_preview(client, desk)
    assert "On éteint en sortant." in html
    data = chosen_in(html)
    refused = client.post(url, data)
    assert "Lisez et acceptez le règlement" in text_of(refused)
    assert not BookingSeries.objects.exists()
    ticked = data | {"reglement": str(HouseRules.objects.get().pk)}
    assert client.post(url, ticked).status_code == 303
    assert HouseRulesAcceptance.objects.get().person == person


# ---- A move does not meet itself


def test_own_booking_does_not_limit_the_alternatives():
    desk = ResourceFactory(place=PlaceFactory())
    booking = BookingFactory(resource=desk, period=as_range(hours(day_ahead(1), 9 * 60, 11 * 60)))
    BookingFactory(resource=desk, period=as_range(hours(day_ahead(1), 11 * 60, 12 * 60)))
    with pytest.raises(Taken) as refused:
        move_booking(
            by=booking.booked_for,
            booking=booking,
            period=hours(day_ahead(1), 9 * 60 + 30, 11 * 60 + 30),
        )
    periods = [
        alternative.period
        for alternative in alternatives_to(refused.value)
        if alternative.resource_id == desk.pk
    ]
    assert hours(day_ahead(1), 9 * 60, 11 * 60) in periods


def test_where_one_is_already_is_no_choice_on_the_page(client):
    desk = ResourceFactory(place=PlaceFactory())
    booking = BookingFactory(resource=desk, period=as_range(hours(day_ahead(1), 9 * 60, 11 * 60)))
    BookingFactory(resource=desk, period=as_range(hours(day_ahead(1), 11 * 60, 12 * 60)))
    client.force_login(booking.booked_for)
    wish = {"jour": str(day_ahead(1)), "de": "09:30", "a": "11:30", "espace": str(desk.pk)}
    answer = client.post(reverse("booking_move", args=[booking.pk]), wish | {"version": "0"})
    html = marks_of(answer)
    assert "Ce qui est libre à la place" in html
    assert 'name="de" value="09:00"><input type="hidden" name="a" value="11:00"' not in html


def test_several_spaces_move_together_or_are_refused_together(client):
    place = PlaceFactory()
    room = ResourceFactory(place=place, meeting_room=True)
    desk = ResourceFactory(place=place, name="Poste 1")
    client.force_login(person := PersonFactory())
    wish = {"jour": str(day_ahead(1)), "moment": "matin", "espace": [str(room.pk), str(desk.pk)]}
    client.post(reverse("place_book", args=[place.slug]), wish)
    booking = person.bookings.get()
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(2))))
    first = booking.holds.order_by("resource__position").first().resource_id
    data = {"jour": str(day_ahead(2)), "de": "09:00", "a": "12:30", "espace": str(first)}
    answer = client.post(reverse("booking_move", args=[booking.pk]), data | {"version": "0"})
    assert answer.status_code == 422
    assert "Déjà pris à ce moment : Poste 1." in text_of(answer)
    booking.refresh_from_db()
    assert {hold.resource for hold in booking.holds.all()} == {room, desk}
