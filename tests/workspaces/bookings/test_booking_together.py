"""Several spaces in one booking: ticked on the page of a place, held or lost together."""

from functools import partial
from uuid import uuid4

import pytest
from django.urls import reverse

from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings.errors import TooManyAttendees
from bocage.workspaces.bookings.operations.bookings import book_resources
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.models import Booking, Charge, Hold, ResourceKind, Tariff
from bocage.workspaces.scheduling.alternatives import alternatives_to
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_booking_pages import ready_choices
from tests.workspaces.bookings.test_races import race
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory(boitron=True)


@pytest.fixture
def room(place):
    return ResourceFactory(place=place, meeting_room=True, name="Salle Écouves")


@pytest.fixture
def office(place):
    return ResourceFactory(
        place=place, kind=ResourceKind.CLOSED_OFFICE, name="Bureau fermé", capacity=2
    )


@pytest.fixture
def desks(place):
    return [ResourceFactory(place=place, name=f"Poste {number}") for number in (1, 2, 3)]


@pytest.fixture
def person():
    return PersonFactory(name="Jeanne Roussel")


def page(visitor, place, *spaces, **changes):
    address = {"jour": day_ahead(1).isoformat(), "moment": "matin", "plusieurs": "on"}
    return visitor.get(place.get_absolute_url(), address | changes | {"espace": list(spaces)})


def send(visitor, place, *spaces, **changes):
    wish = {"jour": day_ahead(1).isoformat(), "moment": "matin", "espace": list(spaces)}
    return visitor.post(reverse("place_book", args=[place.slug]), wish | changes)


def held_by(booking):
    return {hold.resource for hold in booking.holds.all()}


# ---- On the page


def test_one_space_is_chosen_until_another_is_added(visitor, place, room, office):
    html = visitor.get(place.get_absolute_url()).content.decode()
    assert 'type="checkbox" id="espace-' not in html
    assert "Ajouter un autre espace" in html


def test_a_place_of_one_space_has_no_other_to_add(visitor, place, room):
    assert "Ajouter un autre espace" not in visitor.get(place.get_absolute_url()).content.decode()


def test_what_is_ticked_is_named_with_what_it_costs_together(visitor, place, room, office):
    TariffFactory(place=place, kind=ResourceKind.MEETING_ROOM, amount_cents=4000)
    TariffFactory(place=place, kind=ResourceKind.CLOSED_OFFICE, amount_cents=1250)
    text = text_of(page(visitor, place, room.pk, office.pk))
    assert "2 espaces · 52,50 €" in text
    assert "Salle Écouves, Bureau fermé" in text


def test_any_desk_costs_as_much_as_the_desks_that_are_needed(visitor, place, office, desks):
    TariffFactory(place=place, kind=ResourceKind.CLOSED_OFFICE, amount_cents=1000)
    TariffFactory(place=place, amount_cents=500)
    text = text_of(page(visitor, place, office.pk, "poste", personnes="4"))
    assert "3 espaces · 20,00 €" in text
    assert "Bureau fermé, 2 postes libres" in text


def test_desks_of_several_prices_give_a_range(visitor, place, office, desks):
    TariffFactory(place=place, amount_cents=500)
    Tariff.objects.create(
        place=place, resource=desks[0], unit=Tariff.Unit.HALF_DAY, amount_cents=900
    )
    assert "2 espaces · 5,00 € à 9,00 €" in text_of(page(visitor, place, office.pk, "poste"))


def test_empty_choice_is_refused_and_books_nothing(visitor, place, room, office):
    assert "Rien n’est coché" in text_of(page(visitor, place))
    answer = send(visitor, place, plusieurs="on")
    assert (answer.status_code, Booking.objects.count()) == (400, 0)
    assert "Choisissez ce que vous réservez" in text_of(answer)


def test_the_price_is_shown_without_scripts(visitor, client, place, room, office):
    TariffFactory(place=place, kind=ResourceKind.MEETING_ROOM, amount_cents=4000)
    answer = send(visitor, place, room.pk, office.pk, plusieurs="on", voir="on", cle="secret")
    address = answer["Location"]
    assert Booking.objects.count() == 0
    assert "secret" not in address
    assert "2 espaces · 40,00 €" in text_of(visitor.get(address))


def test_whoever_signs_in_finds_all_that_was_ticked(client, place, room, office, person):
    wish = {"jour": day_ahead(1).isoformat(), "moment": "matin", "plusieurs": "on"}
    ticked = [str(room.pk), str(office.pk)]
    client.force_login(person)
    redirect = client.get(reverse("place_book", args=[place.slug]), wish | {"espace": ticked})
    assert "2 espaces" in text_of(client.get(redirect["Location"]))


def test_the_panel_with_ticks_reads_no_more_than_with_one_choice(
    visitor, place, room, office, django_assert_num_queries
):
    ResourceFactory.create_batch(2, place=place)
    TariffFactory(place=place, kind=ResourceKind.MEETING_ROOM, amount_cents=4000)
    visitor.get(place.get_absolute_url())
    # Session with its person, place, holds, passes held, passes on sale, hosts, the town near,
    # the photos.
    with django_assert_num_queries(8):
        visitor.get(place.get_absolute_url(), {"jour": day_ahead(1), "moment": "matin"})
    with django_assert_num_queries(8):
        page(visitor, place, room.pk, office.pk, "poste")


# ---- Booked together


def test_all_that_is_ticked_is_one_booking_named_everywhere(
    visitor, place, room, office, deliver_mails
):
    answer = send(visitor, place, room.pk, office.pk, personnes="6")
    assert answer.status_code == 303
    booking = Booking.objects.get()
    assert held_by(booking) == {room, office}
    detail = text_of(visitor.get(answer["Location"]))
    assert ("Salle Écouves" in detail, "Bureau fermé" in detail) == (True, True)
    ics = visitor.get(reverse("booking_calendar", args=[booking.pk])).content.decode()
    assert "SUMMARY:Salle Écouves\\, Bureau fermé" in ics.replace("\r\n ", "")
    mail = deliver_mails()[0]
    assert ("Salle Écouves" in mail.text, "Bureau fermé" in mail.text) == (True, True)


def test_one_charge_is_due_for_all(visitor, place, room, office):
    TariffFactory(place=place, kind=ResourceKind.MEETING_ROOM, amount_cents=4000)
    TariffFactory(place=place, kind=ResourceKind.CLOSED_OFFICE, amount_cents=1250)
    send(visitor, place, room.pk, office.pk)
    assert Charge.objects.get().amount_cents == 5250


def test_a_room_and_any_free_desk(visitor, place, office, desks):
    BookingFactory(resource=desks[0], period=as_range(morning(day_ahead(1))))
    assert send(visitor, place, office.pk, "poste", personnes="4").status_code == 303
    assert held_by(Booking.objects.last()) == {office, *desks[1:]}


def test_a_desk_that_is_named_is_not_any_desk_too(visitor, place, desks):
    assert send(visitor, place, desks[0].pk, "poste").status_code == 303
    assert held_by(Booking.objects.get()) == {desks[0], desks[1]}


def test_one_space_on_request_makes_all_a_request(visitor, place, room):
    on_request = ResourceFactory(place=place, name="Labo", rules={"needs_approval": True})
    assert "Demander demain matin" in text_of(page(visitor, place, room.pk, on_request.pk))
    send(visitor, place, room.pk, on_request.pk)
    assert Booking.objects.get().status == Booking.Status.REQUESTED


def test_a_double_click_is_one_booking(visitor, place, room, office):
    key = str(uuid4())
    first = send(visitor, place, room.pk, office.pk, cle=key)
    second = send(visitor, place, room.pk, office.pk, cle=key)
    assert first["Location"] == second["Location"]
    assert Booking.objects.count() == 1


def test_the_same_space_ticked_twice_is_held_once(visitor, place, room):
    send(visitor, place, room.pk, room.pk)
    assert held_by(Booking.objects.get()) == {room}


@pytest.mark.usefixtures("desks")
@pytest.mark.parametrize(
    ("spaces", "status", "sentence"),
    [
        (["{room}", "x' OR 1=1"], 400, "Cet espace n’existe pas"),
        (["x" * 9000, "{room}"], 400, "Cet espace n’existe pas"),
        (["\x00", "{room}"], 400, "Cet espace n’existe pas"),
        (["{room}", str(uuid4())], 404, "n’est pas ou plus à réserver"),
        ([str(uuid4()), "poste"], 404, "n’est pas ou plus à réserver"),
        ([str(uuid4()) for _ in range(21)], 400, "C’est trop d’espaces"),
    ],
)
def test_hostile_choices_get_a_sentence_and_write_nothing(visitor, room, spaces, status, sentence):
    answer = send(visitor, room.place, *(space.format(room=room.pk) for space in spaces))
    assert (answer.status_code, Booking.objects.count()) == (status, 0)
    assert sentence in text_of(answer)


def test_more_people_than_all_of_them_seat(place, room, office, person):
    with pytest.raises(TooManyAttendees):
        book_resources(
            by=person,
            place=place,
            resources=[room.pk, office.pk],
            period=morning(day_ahead(1)),
            attendees=11,
        )
    assert Hold.objects.count() == 0


# ---- Lost together


def test_one_that_is_lost_is_named_and_nothing_is_written(visitor, place, room, office):
    BookingFactory(resource=office, period=as_range(morning(day_ahead(1))))
    answer = send(visitor, place, room.pk, office.pk, mot="Réunion")
    assert answer.status_code == 409
    assert "Déjà pris à ce moment : Bureau fermé. Encore libre : Salle Écouves." in text_of(answer)
    assert Booking.objects.count() == 1
    assert f"espace={office.pk}" in answer.content.decode()


def test_what_is_free_instead_is_booked_by_one_press(visitor, person, place, room, office):
    twin = ResourceFactory(
        place=place, kind=ResourceKind.CLOSED_OFFICE, name="Bureau du fond", capacity=2
    )
    BookingFactory(resource=office, period=as_range(morning(day_ahead(1))))
    choices = ready_choices(send(visitor, place, room.pk, office.pk).content.decode())
    twin_choice, free_room_choice, later_choice, *_other_choices = choices
    assert visitor.post(*twin_choice).status_code == 303
    assert held_by(Booking.objects.latest("created_at")) == {room, twin}
    cancel_booking(by=person, booking=Booking.objects.latest("created_at"))
    assert visitor.post(*free_room_choice).status_code == 303
    assert held_by(Booking.objects.latest("created_at")) == {room}
    assert visitor.post(*later_choice).status_code == 303
    later_booking = Booking.objects.latest("created_at")
    assert held_by(later_booking) == {room, office}
    assert later_booking.period.lower > morning(day_ahead(1)).start


def test_other_times_are_those_when_all_are_free(place, room, office, person):
    BookingFactory(resource=office, period=as_range(morning(day_ahead(1))))
    BookingFactory(resource=room, period=as_range(afternoon(day_ahead(1))))
    with pytest.raises(Taken) as refused:
        book_resources(
            by=person, place=place, resources=[room.pk, office.pk], period=morning(day_ahead(1))
        )
    pairs = [alternative for alternative in alternatives_to(refused.value) if alternative.with_ids]
    busy = {morning(day_ahead(1)), afternoon(day_ahead(1))}
    assert pairs
    assert not [
        alternative
        for alternative in pairs
        for interval in busy
        if alternative.period.meets(interval)
    ]
    assert {
        frozenset({alternative.resource_id, *alternative.with_ids}) for alternative in pairs
    } == {frozenset({room.pk, office.pk})}


@pytest.mark.django_db(transaction=True)
def test_two_people_who_cross_never_hold_half_each():
    """One requests the room then the office, the other the office then the room."""
    place = PlaceFactory()
    room = ResourceFactory(place=place, meeting_room=True)
    office = ResourceFactory(place=place, kind=ResourceKind.CLOSED_OFFICE)
    people = PersonFactory.create_batch(8)
    orders = [[room.pk, office.pk], [office.pk, room.pk]] * 4
    book = partial(book_resources, place=place, period=morning(day_ahead(1)))
    answers = race(
        *(
            partial(book, by=person, resources=resources)
            for person, resources in zip(people, orders, strict=True)
        )
    )
    assert [type(answer) for answer in answers].count(Taken) == 7
    assert held_by(Booking.objects.get()) == {room, office}
