"""Booking from the page of a place, and one's own bookings."""

import re
from datetime import date, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.models import Booking, Hold, Place
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def boitron():
    place = PlaceFactory(boitron=True, access_instructions="Le code est 6150#.")
    ResourceFactory.create_batch(2, place=place)
    return place


@pytest.fixture
def person():
    return PersonFactory(name="Jeanne Roussel")


def wish(**changes):
    return {"jour": day_ahead(1).isoformat(), "moment": "matin", "espace": "poste"} | changes


def send(visitor, place, **changes):
    return visitor.post(reverse("place_book", args=[place.slug]), wish(**changes))


def form_fields(html, action):
    """Returns the fields that a browser without scripts posts for the form of an address."""
    form = re.search(rf'<form[^>]*action="{action}"[^>]*>(.*?)</form>', html, re.DOTALL).group(1)
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        values = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if values.get("type") == "radio" and " checked" not in tag:
            continue
        fields[values["name"]] = values.get("value", "")
    return fields


def test_the_form_of_the_page_books_as_it_stands(visitor, boitron, person):
    page = visitor.get(boitron.get_absolute_url(), {"jour": day_ahead(1), "moment": "matin"})
    action = reverse("place_book", args=[boitron.slug])
    answer = visitor.post(action, form_fields(page.content.decode(), action))
    booking = Booking.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        303,
        reverse("booking_detail", args=[booking.pk]),
    )
    assert booking.booked_for == person
    assert booking.period == as_range(morning(day_ahead(1)))
    assert booking.status == Booking.Status.CONFIRMED


def test_a_room_and_hours_are_booked_with_a_word_for_the_place(visitor, boitron):
    room = ResourceFactory(place=boitron, meeting_room=True)
    answer = send(
        visitor,
        boitron,
        moment="heures",
        de="10:00",
        a="11:30",
        espace=str(room.pk),
        personnes="5",
        mot="Un paperboard, merci",
    )
    assert answer.status_code == 303
    booking = Booking.objects.get()
    assert [hold.resource for hold in booking.holds.all()] == [room]
    assert booking.period == as_range(hours(day_ahead(1), 600, 690))
    assert (booking.attendees, booking.purpose) == (5, "Un paperboard, merci")


def test_several_people_take_a_desk_each(visitor, boitron):
    assert send(visitor, boitron, personnes="2").status_code == 303
    booking = Booking.objects.get()
    assert (booking.attendees, booking.holds.count()) == (2, 2)


def test_more_people_than_free_desks_are_refused_with_the_number_left(visitor, boitron):
    BookingFactory(resource=boitron.resources.first(), period=as_range(morning(day_ahead(1))))
    answer = send(visitor, boitron, personnes="2")
    assert answer.status_code == 409
    assert "Il reste 1 poste à ce moment" in text_of(answer)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("people", ["1", "2"])
def test_a_double_click_leads_twice_to_the_same_booking(visitor, boitron, people):
    key = str(uuid4())
    first = send(visitor, boitron, cle=key, personnes=people)
    second = send(visitor, boitron, cle=key, personnes=people)
    assert first["Location"] == second["Location"]
    assert Booking.objects.count() == 1


def test_a_lost_race_is_answered_with_choices_that_are_ready_to_book(visitor, boitron):
    first, second = boitron.resources.all()
    BookingFactory(resource=first, period=as_range(morning(day_ahead(1))))
    near = PlaceFactory(latitude=48.56, longitude=0.27, position_source="address")
    ResourceFactory(place=near)
    answer = send(visitor, boitron, espace=str(first.pk), mot="Près de la fenêtre")
    assert answer.status_code == 409
    assert f"{first.name} est déjà pris à ce moment." in text_of(answer)
    assert near.name in text_of(answer)
    choices = ready_choices(answer.content.decode())
    action, fields = choices[0]
    assert (f"espace={second.pk}" in action, fields["mot"]) == (True, "Près de la fenêtre")
    assert visitor.post(action, fields).status_code == 303
    assert Booking.objects.get(purpose="Près de la fenêtre").place == boitron
    assert visitor.post(action, fields).status_code == 303
    assert Booking.objects.filter(purpose="Près de la fenêtre").count() == 1


def test_another_choice_of_the_same_page_is_another_booking(visitor, boitron):
    first = boitron.resources.first()
    BookingFactory(resource=first, period=as_range(morning(day_ahead(1))))
    answer = send(visitor, boitron, espace=str(first.pk))
    (action, fields), (other_action, other_fields), *_rest_of_choices = ready_choices(
        answer.content.decode()
    )
    assert visitor.post(action, fields).status_code == 303
    assert visitor.post(other_action, other_fields).status_code == 303
    assert Booking.objects.count() == 3


def ready_choices(html):
    """Returns the target and the fields of each button of the choices."""
    form = re.search(r'<form method="post">\s*<input(.*?)</form>', html, re.DOTALL).group(0)
    fields = dict(re.findall(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"', form))
    buttons = re.findall(r'name="choix" value="(\d+)" formaction="([^"]*)"', form)
    return [(unescape(action), fields | {"choix": number}) for number, action in buttons]


def test_booking_costs_the_same_few_statements_whatever_the_place_holds(
    visitor, django_assert_num_queries
):
    for desks in (2, 12):
        place = PlaceFactory()
        ResourceFactory.create_batch(desks, place=place)
        send(visitor, place, jour=day_ahead(2).isoformat())
        # Session with its person, place, what is taken; then in one transaction: the booking,
        # the hold, the mail and its delivery. A test has a savepoint around them.
        with django_assert_num_queries(9):
            assert send(visitor, place).status_code == 303


def test_losing_a_race_costs_few_statements_and_the_next_losers_even_less(
    visitor, boitron, django_assert_num_queries
):
    desk = boitron.resources.first()
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(1))))
    send(visitor, boitron, jour=day_ahead(5).isoformat())
    # Session with its person, place, what is taken; what is free here, the places around.
    with django_assert_num_queries(5):
        assert send(visitor, boitron, espace=str(desk.pk)).status_code == 409
    with django_assert_num_queries(3):
        assert send(visitor, boitron, espace=str(desk.pk)).status_code == 409


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"jour": "2020-01-06"}, 409, "Ce moment est déjà passé"),
        ({"jour": "9999-12-31"}, 409, "C’est trop loin"),
        ({"jour": "0001-01-01"}, 409, "Ce moment est déjà passé"),
        ({"jour": "2026-02-30"}, 400, "Ce jour n’existe pas"),
        ({"jour": ""}, 400, "Choisissez un jour"),
        ({"moment": "minuit"}, 400, "Choisissez un moment"),
        ({"moment": "heures"}, 400, "La fin doit venir après le début"),
        ({"moment": "heures", "de": "11:00", "a": "10:00"}, 400, "La fin doit venir après"),
        ({"moment": "heures", "de": "05:00", "a": "07:00"}, 409, "n’est pas ouvert à ces heures"),
        ({"moment": "heures", "de": "10:07", "a": "11:00"}, 409, "toutes les 30 minutes"),
        ({"moment": "heures", "de": "99:99", "a": "11:00"}, 400, "Cette heure n’existe pas"),
        ({"espace": ""}, 400, "Choisissez ce que vous réservez"),
        ({"espace": "x' OR 1=1"}, 400, "Cet espace n’existe pas"),
        ({"espace": "x" * 9000}, 400, "Cet espace n’existe pas"),
        ({"espace": str(uuid4())}, 404, "n’est pas ou plus à réserver"),
        ({"personnes": "0"}, 400, "pour une personne au moins"),
        ({"personnes": "9" * 50}, 400, "trop de personnes"),
        ({"personnes": "beaucoup"}, 400, "Indiquez un nombre de personnes"),
        ({"mot": "x" * 301}, 400, "300"),
        ({"cle": "\x00"}, 400, "un signe invisible"),
    ],
)
def test_what_cannot_be_booked_gets_a_sentence_and_writes_nothing(
    visitor, boitron, changes, status, sentence
):
    answer = send(visitor, boitron, **changes)
    assert answer.status_code == status
    assert sentence.lower() in text_of(answer).lower()
    assert "Rien n’est réservé" in text_of(answer)
    assert (Booking.objects.count(), Hold.objects.count()) == (0, 0)


def test_a_refusal_keeps_the_choice_and_the_word(visitor, boitron):
    room = ResourceFactory(place=boitron, meeting_room=True)
    answer = send(visitor, boitron, espace=str(room.pk), personnes="9", mot="Avec un écran")
    html = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="Avec un écran"' in html
    assert re.search(r'name="personnes"[^>]* value="9"', html)


def test_a_resource_of_another_place_is_refused(visitor, boitron):
    foreign_desk = ResourceFactory()
    assert send(visitor, boitron, espace=str(foreign_desk.pk)).status_code == 404
    assert Booking.objects.count() == 0


def test_hour_that_the_clocks_skip_is_refused(visitor):
    place = PlaceFactory(hours={day: [(0, 1440)] for day in range(7)}, rules={"horizon_days": 730})
    ResourceFactory(place=place)
    skipped = _last_sunday_of_march()
    answer = send(visitor, place, jour=skipped.isoformat(), moment="heures", de="02:30", a="04:00")
    assert answer.status_code == 400
    assert "Cette heure n’existe pas" in text_of(answer)


def _last_sunday_of_march() -> date:
    today = timezone.localdate()
    for year in (today.year, today.year + 1):
        last = date(year, 3, 31)
        sunday = last - timedelta(days=(last.weekday() + 1) % 7)
        if sunday > today:
            return sunday
    raise AssertionError


def test_place_that_has_just_closed_has_a_sentence(visitor, boitron):
    ClosureFactory(place=boitron, period=as_range(day_ahead(1)), reason="coupure d’eau")
    answer = send(visitor, boitron)
    assert answer.status_code == 409
    assert "coupure d’eau" in text_of(answer)
    Place.objects.update(status=Place.Status.CLOSED)
    answer = send(visitor, boitron, jour=day_ahead(2).isoformat())
    assert answer.status_code == 409
    assert "Ce lieu ne prend pas de réservation" in text_of(answer)
    assert Booking.objects.count() == 0


def test_a_draft_cannot_be_booked_nor_guessed(visitor, boitron):
    Place.objects.update(status=Place.Status.DRAFT)
    assert send(visitor, boitron).status_code == 404


def test_signing_in_comes_back_to_the_choice(client, boitron, person):
    page = client.get(boitron.get_absolute_url(), {"jour": day_ahead(1), "moment": "apres-midi"})
    action = reverse("place_book", args=[boitron.slug])
    fields = form_fields(page.content.decode(), action)
    assert "csrfmiddlewaretoken" not in fields
    answer = client.get(action, fields)
    assert answer.status_code == 302
    way_in = client.get(answer["Location"])
    assert way_in.status_code == 200
    client.force_login(person)
    redirect = client.get(action, fields)
    assert redirect["Location"] == (
        f"{boitron.get_absolute_url()}?jour={day_ahead(1)}&moment=apres-midi"
        "&espace=poste&personnes=1#reserver"
    )
    assert 'name="cle"' in client.get(redirect["Location"]).content.decode()


def test_posting_without_the_token_of_the_form_is_refused(boitron, person):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(person)
    assert send(browser, boitron).status_code == 403


# ---- One's own bookings


def test_the_confirmation_tells_what_when_where_and_how_to_get_in(visitor, boitron, person):
    booking = BookingFactory(resource=boitron.resources.first(), booked_for=person)
    text = text_of(visitor.get(reverse("booking_detail", args=[booking.pk])))
    assert "C’est réservé" in text
    assert "Demain 9 h – 12 h 30" in text
    assert "Télécentre de Boitron" in text
    assert "Le code est 6150#." in text


def test_the_way_in_is_for_the_holder_alone(client, boitron):
    booking = BookingFactory(resource=boitron.resources.first())
    client.force_login(HostFactory(of=boitron))
    text = text_of(client.get(reverse("booking_detail", args=[booking.pk])))
    assert booking.booked_for.name in text
    assert "6150#" not in text


@pytest.mark.parametrize(
    "page", ["booking_detail", "booking_calendar", "booking_cancel", "booking_restore"]
)
def test_nobody_else_learns_that_a_booking_exists(client, boitron, page):
    booking = BookingFactory(resource=boitron.resources.first())
    address = reverse(page, args=[booking.pk])
    assert client.get(address).status_code == 302
    client.force_login(HostFactory(of=PlaceFactory()))
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 404
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED


def test_the_calendar_file_is_the_booking(visitor, boitron, person):
    booking = BookingFactory(resource=boitron.resources.first(), booked_for=person)
    answer = visitor.get(reverse("booking_calendar", args=[booking.pk]))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"UID:{booking.calendar_uid}" in answer.content.decode().replace("\r\n ", "")


def test_cancelling_asks_then_cancels_and_offers_the_way_back(visitor, boitron, person):
    booking = BookingFactory(resource=boitron.resources.first(), booked_for=person)
    address = reverse("booking_cancel", args=[booking.pk])
    assert "Annuler cette réservation ?" in text_of(visitor.get(address))
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED
    answer = visitor.post(address, follow=True)
    assert "La réservation est annulée." in text_of(answer)
    undo = reverse("booking_restore", args=[booking.pk])
    assert answer.content.decode().count(f'action="{undo}"') == 2
    assert visitor.post(undo).status_code == 303
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED


def test_desk_lost_meanwhile_is_not_restored(visitor, boitron, person):
    desk = boitron.resources.first()
    booking = BookingFactory(resource=desk, booked_for=person)
    cancel_booking(by=person, booking=booking)
    BookingFactory(resource=desk)
    answer = visitor.post(reverse("booking_restore", args=[booking.pk]))
    assert answer.status_code == 409
    assert "Voir ce qui est encore libre ce jour-là" in text_of(answer)


def test_a_cancellation_of_long_ago_stays(visitor, boitron, person):
    booking = BookingFactory(resource=boitron.resources.first(), booked_for=person)
    cancel_booking(by=person, booking=booking, now=timezone.now() - timedelta(hours=1))
    answer = visitor.post(reverse("booking_restore", args=[booking.pk]))
    assert answer.status_code == 409
    assert "Il est trop tard pour reprendre" in text_of(answer)


def test_what_has_begun_is_not_cancelled_by_its_holder(visitor, boitron, person):
    now = timezone.now()
    booking = BookingFactory(
        resource=boitron.resources.first(),
        booked_for=person,
        period=as_range((now - timedelta(hours=1), now + timedelta(hours=1))),
    )
    answer = visitor.post(reverse("booking_cancel", args=[booking.pk]))
    assert answer.status_code == 409
    assert "ne peut plus être annulée" in text_of(answer)


def test_the_list_tells_what_comes_then_what_is_over(visitor, boitron, person):
    desk = boitron.resources.first()
    later = BookingFactory(resource=desk, booked_for=person, period=as_range(morning(day_ahead(3))))
    sooner = BookingFactory(resource=desk, booked_for=person)
    past_booking = BookingFactory(
        resource=desk, booked_for=person, period=as_range(morning(day_ahead(-2)))
    )
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(5))))
    assert _listed(visitor.get(reverse("booking_list"))) == [str(sooner.pk), str(later.pk)]
    assert _listed(visitor.get(reverse("booking_list"), {"quand": "passees"})) == [
        str(past_booking.pk)
    ]


def _listed(answer):
    return re.findall(
        r'class="card-target" href="/mes-reservations/([^/"]+)/"', answer.content.decode()
    )


def test_an_empty_list_says_what_to_do_next(visitor):
    answer = visitor.get(reverse("booking_list"))
    assert "Rien de réservé" in text_of(answer)
    assert f'href="{reverse("place_list")}"' in answer.content.decode()


@pytest.mark.parametrize("bookings", [1, 25])
def test_the_list_asks_the_database_as_often_for_one_booking_as_for_many(
    visitor, person, django_assert_num_queries, bookings
):
    desk = ResourceFactory(place=PlaceFactory())
    for number in range(bookings):
        BookingFactory(
            resource=desk, booked_for=person, period=as_range(morning(day_ahead(number + 1)))
        )
    visitor.get(reverse("booking_list"))
    # Session with its person, how many, the bookings of the page, what they hold, the mandates.
    with django_assert_num_queries(5):
        visitor.get(reverse("booking_list"))


def test_english_speaks_of_the_booking(client, boitron, person):
    client.force_login(person)
    booking = BookingFactory(resource=boitron.resources.first(), booked_for=person)
    text = text_of(client.get(f"/en/mes-reservations/{booking.pk}/"))
    assert "You are booked" in text
    assert "Tomorrow 9:00–12:30" in text
