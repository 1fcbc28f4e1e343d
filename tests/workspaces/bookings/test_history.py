"""History on the page of a booking: its entries, its readers, and hidden data."""

import pytest
from django.test import Client
from django.urls import reverse

from bocage.workspaces.bookings.history import BECAME, CHANGED, history_of
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.front_desk.operations.notes import note_booking
from bocage.workspaces.models import Booking
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

COUNT = 8


def signed_in(person):
    client = Client()
    client.force_login(person)
    return client


def page_of(booking, person):
    return signed_in(person).get(reverse("booking_history", args=[booking.pk]))


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1", place=PlaceFactory(boitron=True))


@pytest.fixture
def host(desk):
    return HostFactory(of=desk.place, name="Maud Tessier")


@pytest.fixture
def booking(desk):
    person = PersonFactory(name="Ada Lenoir")
    return book_resource(by=person, resource=desk, period=morning(day_ahead(1)))


def lines_of(booking, reader):
    return [(moment.label, moment.by) for moment in history_of(booking, reader=reader)]


@pytest.mark.django_db(transaction=True)  # the clock of the database distinguishes transactions
def test_each_change_is_listed_in_order_with_its_author(booking, desk, host):
    holder = booking.booked_for
    second_desk = ResourceFactory(name="Poste 2", place=desk.place)
    data = {
        "day": day_ahead(1),
        "starts": "14:00",
        "ends": "18:00",
        "resources": [str(second_desk.pk)],
        "sequence": booking.sequence,
    }
    address = reverse("host_move", args=[desk.place.slug, booking.pk])
    assert signed_in(host).post(address, data).status_code == 302
    signed_in(holder).post(reverse("booking_cancel", args=[booking.pk]))
    signed_in(holder).post(reverse("booking_restore", args=[booking.pk]))

    lines = lines_of(booking, holder)
    assert lines[0] == ("Réservée", "vous")
    assert lines[1][0].startswith("Déplacée\u00a0: ")
    assert lines[1][1] == "le lieu"
    assert lines[2:] == [
        ("A quitté\u00a0: Poste 1, pour\u00a0: Poste 2", "le lieu"),
        ("Annulée", "vous"),
        ("Annulation reprise", "vous"),
    ]
    assert lines_of(booking, host)[2:] == [
        ("A quitté\u00a0: Poste 1, pour\u00a0: Poste 2", "vous"),
        ("Annulée", "Ada Lenoir"),
        ("Annulation reprise", "Ada Lenoir"),
    ]


@pytest.mark.django_db(transaction=True)
def test_a_move_tells_the_spaces_that_it_took_beside_those_that_stay(booking, desk, host):
    desks = [ResourceFactory(name=f"Poste {number}", place=desk.place) for number in (2, 3)]
    resource_ids = [desk.pk, *(resource.pk for resource in desks)]
    move_booking(by=host, booking=booking, resources=resource_ids)
    move_booking(by=host, booking=booking, resources=[desks[1].pk])

    assert [label for label, _by in lines_of(booking, host)] == [
        "Réservée",
        "A pris en plus\u00a0: Poste 2, Poste 3",
        "A quitté\u00a0: Poste 1, Poste 2",
    ]


def test_a_host_is_named_to_the_holder_only_where_they_show_their_name(booking, host):
    move_by_page = reverse("host_cancel", args=[booking.place.slug, booking.pk])
    signed_in(host).post(move_by_page, {"note": ""})

    assert lines_of(booking, booking.booked_for)[-1] == ("Annulée", "le lieu")
    host.shows_name_to_others = True
    host.save(update_fields=["shows_name_to_others"])
    assert lines_of(booking, booking.booked_for)[-1] == ("Annulée", "Maud Tessier")


def test_who_hides_their_name_from_hosts_stays_hidden_in_the_history(booking, host):
    holder = booking.booked_for
    holder.shows_name_to_hosts = False
    holder.save(update_fields=["shows_name_to_hosts"])

    assert lines_of(booking, host) == [("Réservée", "la personne")]
    assert "Ada Lenoir" not in page_of(booking, host).content.decode()


def test_the_notes_of_the_team_and_their_changes_are_for_hosts_alone(booking, host):
    for note in ("Prévoir la rampe", "Rampe prête", ""):
        note_booking(by=host, booking=booking, note=note)

    page = page_of(booking, host).content.decode()
    assert page.index("Prévoir la rampe") < page.index("Rampe prête")
    assert "Note de l’équipe effacée" in page
    holder_page = page_of(booking, booking.booked_for).content.decode()
    for secret in ("rampe", "Rampe", "Note de l’équipe"):
        assert secret not in holder_page
    assert not any(moment.is_for_hosts for moment in history_of(booking, reader=booking.booked_for))


def test_a_host_who_books_for_oneself_reads_no_note_about_oneself(desk, host):
    colleague = HostFactory(of=desk.place)
    booking = book_resource(by=host, resource=desk, period=afternoon(day_ahead(2)))
    note_booking(by=colleague, booking=booking, note="Toujours en retard")

    assert "retard" not in page_of(booking, host).content.decode()
    assert "retard" in page_of(booking, colleague).content.decode()


def test_who_books_at_the_desk_may_note_what_they_booked(desk, host):
    visitor = PersonFactory()
    booking = book_resource(
        by=host, resource=desk, period=afternoon(day_ahead(2)), booked_for=visitor
    )

    page = reverse("booking_detail", args=[booking.pk])
    assert reverse("host_note", args=[booking.pk]) in signed_in(host).get(page).content.decode()
    assert "host_note" not in signed_in(visitor).get(page).content.decode()


def test_nobody_else_reads_it(booking):
    for person in (PersonFactory(), HostFactory(of=PlaceFactory())):
        assert page_of(booking, person).status_code == 404


def test_its_page_gets_the_list_alone(booking):
    url = reverse("booking_history", args=[booking.pk])
    answer = signed_in(booking.booked_for).get(url, headers={"HX-Request": "true"})

    assert "<html" not in answer.content.decode()
    assert "Réservée" in answer.content.decode()


def test_a_long_history_asks_as_much_as_a_short_one(booking, desk, django_assert_num_queries):
    client = signed_in(booking.booked_for)
    url = reverse("booking_history", args=[booking.pk])
    client.get(url)
    with django_assert_num_queries(COUNT):
        client.get(url)
    for day in (2, 3, 4):
        move_booking(by=booking.booked_for, booking=booking, period=morning(day_ahead(day)))
        booking.refresh_from_db()
    with django_assert_num_queries(COUNT):
        client.get(url)


def test_what_was_taken_at_a_door_has_a_history_too(host, desk):
    booking = BookingFactory(resource=desk, at_the_door=True)

    assert lines_of(booking, host) == [("Prise à la porte", "")]


@pytest.mark.parametrize("status", [status for status in Booking.Status if status != "requested"])
def test_every_state_has_its_words(status):
    words = {after: label for (_before, after), label in CHANGED.items()} | BECAME
    assert status == Booking.Status.OFFERED or str(words[status])
