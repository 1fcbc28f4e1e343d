"""The host's board: what it shows, its state for the timeline, and each action as a form."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.models import OutgoingMail
from bocage.people.models import Person
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.front_desk.board import board_of, board_state
from bocage.workspaces.hosting.operations.closures import close_place
from bocage.workspaces.models import Booking, Closure, OutsideCalendar, OutsideEvent
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return ResourceFactory(place=PlaceFactory(boitron=True), name="Poste 1", position=1)


@pytest.fixture
def host(desk):
    return HostFactory(of=desk.place, name="Maud Tessier")


def state_url(place, day=None, view=""):
    return reverse("host_board_state", args=[place.slug, day or day_ahead(1)]) + view


def state_of(client, place, **kwargs):
    return client.get(state_url(place, **kwargs))


def bookings_shown(client, place):
    return [booking["person_name"] for booking in state_of(client, place).json()["bookings"]]


def move_data(desk, *, starts="10:00", ends="11:00", day=None, sequence=0):
    return {
        "resources": [str(desk.pk)],
        "day": (day or day_ahead(1)).isoformat(),
        "starts": starts,
        "ends": ends,
        "sequence": sequence,
    }


def desk_data(desk, **changes):
    return {
        "name": "Paule Aubert",
        "contact": "paule@exemple.example",
        "resources": [str(desk.pk)],
        "day": day_ahead(1).isoformat(),
        "starts": "09:00",
        "ends": "12:30",
        "attendees": 1,
        "key": str(uuid4()),
        **changes,
    }


def test_the_state_tells_each_booking_once_in_the_clock_of_the_place(host_client, desk):
    booking = BookingFactory(resource=desk, booked_for__name="Ada", purpose="Deux écrans")

    state = state_of(host_client, desk.place).json()

    assert state["resources"] == [{"id": str(desk.pk), "title": "Poste 1", "detail": "poste"}]
    assert (state["opens"], state["closes"], state["step"]) == (9 * 60, 18 * 60, 30)
    assert state["bookings"] == [
        {
            "id": str(booking.pk),
            "resources": [str(desk.pk)],
            "implied": [],
            "start": f"{day_ahead(1)}T09:00:00",
            "end": f"{day_ahead(1)}T12:30:00",
            "person_name": "Ada",
            "hours": "9\u00a0h\u00a0– 12\u00a0h\u00a030",
            "detail": "Deux écrans",
            "status": "confirmed",
            "status_label": "confirmée",
            "sequence": 0,
            "movable": True,
            "url": reverse("host_move", args=[desk.place.slug, booking.pk]),
        }
    ]
    assert [part["start"][11:16] for part in state["closed"]] == ["00:00", "12:30", "18:00"]


def test_a_name_that_is_hidden_and_what_is_elsewhere_stay_out_of_the_state(host_client, desk):
    BookingFactory(
        resource=desk, booked_for__name="Zoé Discrète", booked_for__shows_name_to_hosts=False
    )
    BookingFactory(booked_for__name="Ailleurs")
    BookingFactory(resource=desk, booked_for__name="Après", period=as_range(morning(day_ahead(2))))

    assert bookings_shown(host_client, desk.place) == ["Une personne"]


def test_what_is_taken_at_a_door_is_there_and_moves_like_the_rest(host_client, desk):
    booking = BookingFactory(resource=desk, at_the_door=True)

    assert bookings_shown(host_client, desk.place) == ["Pris à la porte"]
    answer = move(host_client, booking, move_data(desk), accept="application/json")
    assert answer.json() == {"sentence": "La réservation est déplacée."}


def test_the_week_holds_its_seven_days_from_monday(host_client, desk):
    day = day_ahead(1) + timedelta(days=7)
    monday = day - timedelta(days=day.weekday())
    for number in (-1, 0, 6, 7):
        period = as_range(morning(monday + timedelta(days=number)))
        BookingFactory(resource=desk, period=period, booked_for__name=f"Jour {number}")

    state = state_of(host_client, desk.place, day=day, view="?vue=semaine").json()

    assert [booking["person_name"] for booking in state["bookings"]] == ["Jour 0", "Jour 6"]


def test_parts_held_with_their_whole_are_implied(desk, host):
    part = ResourceFactory(place=desk.place, parent=desk, name="Moitié")
    BookingFactory(resource=desk)
    board = board_of(desk.place, day_ahead(1), 1, now=timezone.now())

    state = board_state(board)["bookings"][0]

    assert (state["resources"], state["implied"]) == ([str(desk.pk)], [str(part.pk)])


def test_nothing_is_sent_again_until_something_changes(host_client, desk, host):
    booking = BookingFactory(resource=desk)

    def version():
        return state_of(host_client, desk.place).headers["ETag"]

    first = version()
    second_answer = host_client.get(state_url(desk.place), headers={"If-None-Match": first})
    assert (second_answer.status_code, second_answer.content) == (304, b"")

    versions = [first]
    move_booking(by=host, booking=booking, period=afternoon(day_ahead(1)))
    versions.append(version())
    booking.booked_for.name = "Un autre nom"
    with transaction.atomic():
        booking.booked_for.save(update_fields=["name"])
    versions.append(version())
    close_place(by=host, place=desk.place, period=hours(day_ahead(1), 540, 600))
    versions.append(version())
    booking.refresh_from_db()
    cancel_booking(by=host, booking=booking)
    versions.append(version())
    BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))
    versions.append(version())
    assert len(set(versions)) == len(versions)


def test_another_day_changes_nothing_of_the_version(host_client, desk):
    version = state_of(host_client, desk.place).headers["ETag"]
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(3))))

    assert state_of(host_client, desk.place).headers["ETag"] == version


@pytest.mark.parametrize(("rooms", "bookings"), [(1, 1), (3, 60)])
def test_state_and_page_take_the_same_queries_whatever_they_hold(
    host_client, desk, rooms, bookings, django_assert_num_queries
):
    spaces = [desk, *(ResourceFactory(place=desk.place) for _room in range(rooms - 1))]
    for number in range(bookings):
        starts = 540 + number // rooms * 10
        BookingFactory(
            resource=spaces[number % rooms],
            period=as_range(hours(day_ahead(1), starts, starts + 10)),
        )
    address = state_url(desk.place)
    version = host_client.get(address).headers["ETag"]

    with django_assert_num_queries(6):
        host_client.get(address)
    with django_assert_num_queries(4):
        host_client.get(address, headers={"If-None-Match": version})
    with django_assert_num_queries(5):
        host_client.get(reverse("host_board", args=[desk.place.slug, day_ahead(1)]))


@pytest.mark.parametrize(
    "name", ["host_board", "host_board_state", "host_book", "host_block", "host_visitors"]
)
def test_the_host_of_another_place_finds_nothing(client, desk, name):
    client.force_login(HostFactory(of=PlaceFactory()))
    has_a_date = name in {"host_board", "host_board_state"}
    arguments = [desk.place.slug, day_ahead(1)] if has_a_date else [desk.place.slug]

    assert client.get(reverse(name, args=arguments)).status_code == 404


def test_the_board_of_today_is_where_its_short_address_leads(host_client, desk):
    answer = host_client.get(reverse("host_board_today", args=[desk.place.slug]))

    assert answer.url == reverse("host_board", args=[desk.place.slug, day_ahead(0)])


def test_the_page_lists_what_the_timeline_shows_with_the_same_actions(host_client, desk):
    booking = BookingFactory(resource=desk, booked_for__name="Ada")

    page = host_client.get(reverse("host_board", args=[desk.place.slug, day_ahead(1)]))

    text = page.content.decode()
    assert "Ada" in text
    assert reverse("host_move", args=[desk.place.slug, booking.pk]) in text
    assert reverse("host_cancel", args=[desk.place.slug, booking.pk]) in text
    assert reverse("host_block", args=[desk.place.slug]) in text
    assert "style=" not in text


def move(client, booking, data, **headers):
    address = reverse("host_move", args=[booking.place.slug, booking.pk])
    return client.post(address, data, headers=headers)


def test_an_action_moves_and_is_answered_with_a_sentence(host_client, desk):
    booking = BookingFactory(resource=desk)

    answer = move(host_client, booking, move_data(desk), accept="application/json")

    booking.refresh_from_db()
    assert answer.json() == {"sentence": "La réservation est déplacée. La personne est prévenue."}
    assert (booking.period.lower, booking.period.upper) == hours(day_ahead(1), 600, 660)


def test_an_action_that_is_refused_says_why_and_changes_nothing(host_client, desk):
    booking = BookingFactory(resource=desk)
    BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))

    answer = move(
        host_client,
        booking,
        move_data(desk, starts="15:00", ends="16:00"),
        accept="application/json",
    )

    booking.refresh_from_db()
    assert answer.status_code == 409
    assert answer.json() == {"problem": "Poste 1 est déjà pris à ce moment."}
    assert (booking.period.lower, booking.period.upper) == morning(day_ahead(1))


def test_second_of_two_hosts_is_refused_after_a_change(host_client, desk):
    booking = BookingFactory(resource=desk)
    data = move_data(desk)
    move(host_client, booking, data, accept="application/json")

    second_answer = move(
        host_client,
        booking,
        {**data, "starts": "14:00", "ends": "15:00"},
        accept="application/json",
    )

    booking.refresh_from_db()
    assert second_answer.status_code == 409
    assert "Quelqu’un vient de changer cette réservation" in second_answer.json()["problem"]
    assert booking.period.lower == hours(day_ahead(1), 600, 660).start


def test_the_form_of_a_move_leads_back_to_the_board_of_the_new_day(host_client, desk):
    booking = BookingFactory(resource=desk)

    answer = move(host_client, booking, move_data(desk, day=day_ahead(2)))

    assert answer.url == reverse("host_board", args=[desk.place.slug, day_ahead(2)])


@pytest.mark.parametrize(
    "changes",
    [
        {"resources": []},
        {"resources": ["not-an-identifier"]},
        {"resources": [str(uuid4())]},
        {"starts": "11:00", "ends": "10:00"},
        {"starts": "25:00"},
        {"day": "2026-02-30"},
        {"day": ""},
        {"sequence": "-1"},
        {"sequence": "9" * 30},
    ],
)
def test_invalid_move_has_an_error_in_the_form(host_client, desk, changes):
    booking = BookingFactory(resource=desk)

    answer = move(host_client, booking, {**move_data(desk), **changes})

    booking.refresh_from_db()
    assert answer.status_code in {409, 422}
    assert (booking.period.lower, booking.period.upper) == morning(day_ahead(1))


def test_a_booking_of_another_place_cannot_be_moved_from_here(host_client, desk):
    foreign_booking = BookingFactory()
    address = reverse("host_move", args=[desk.place.slug, foreign_booking.pk])

    assert host_client.get(address).status_code == 404
    assert host_client.post(address, move_data(desk)).status_code == 404


def test_a_booking_at_the_desk_makes_the_account_and_tells_the_person(host_client, desk, host):
    answer = host_client.post(reverse("host_book", args=[desk.place.slug]), desk_data(desk))

    booking = Booking.objects.get()
    assert answer.url == reverse("host_board", args=[desk.place.slug, day_ahead(1)])
    assert (booking.booked_for.name, booking.booked_for.email) == (
        "Paule Aubert",
        "paule@exemple.example",
    )
    assert booking.created_by == host
    mails = OutgoingMail.objects.filter(recipient="paule@exemple.example")
    assert sorted(mail.kind.rpartition(".")[2] for mail in mails) == [
        "BookingConfirmedMail",
        "KnownAtTheDesk",
    ]


def test_the_desk_form_sent_twice_books_once(host_client, desk):
    data = desk_data(desk)
    for _time in range(2):
        host_client.post(reverse("host_book", args=[desk.place.slug]), data)

    assert Booking.objects.count() == 1


def test_a_booking_that_is_refused_leaves_no_account_behind(host_client, desk):
    BookingFactory(resource=desk)

    answer = host_client.post(reverse("host_book", args=[desk.place.slug]), desk_data(desk))

    assert answer.status_code == 409
    assert "déjà pris" in answer.content.decode()
    assert not Person.objects.filter(email="paule@exemple.example").exists()
    assert not OutgoingMail.objects.filter(recipient="paule@exemple.example").exists()


def test_hours_close_for_one_space_after_the_bookings_that_fall_are_shown(host_client, desk):
    booking = BookingFactory(resource=desk, booked_for__name="Ada")
    unaffected = BookingFactory(resource=ResourceFactory(place=desk.place))
    address = reverse("host_block", args=[desk.place.slug])
    data = {
        "resource": str(desk.pk),
        "day": day_ahead(1).isoformat(),
        "starts": "10:00",
        "ends": "11:00",
        "reason": "Peinture",
    }

    page = host_client.post(address, data)
    assert "Ada" in page.content.decode()
    assert not Closure.objects.exists()

    host_client.post(address, {**data, "seen": page.context["affected"].seen_ids})
    booking.refresh_from_db()
    unaffected.refresh_from_db()
    assert (booking.status, unaffected.status) == ("cancelled", "confirmed")
    assert Closure.objects.get().resource == desk


def test_what_another_calendar_keeps_is_in_the_state_and_changes_its_version(host_client, desk):
    before = state_of(host_client, desk.place).headers["ETag"]
    calendar = OutsideCalendar.objects.create(
        place=desk.place, resource=desk, name="Mairie", url="https://mairie.example/salle.ics"
    )
    period = as_range(hours(day_ahead(1), 600, 660))
    OutsideEvent.objects.create(calendar=calendar, resource=desk, uid="1", period=period)

    answer = state_of(host_client, desk.place)

    assert answer.headers["ETag"] != before
    assert answer.json()["closed"][-1] == {
        "start": f"{day_ahead(1)}T10:00:00",
        "end": f"{day_ahead(1)}T11:00:00",
        "resources": [str(desk.pk)],
        "title": "pris dans un autre agenda",
    }


def test_closures_of_a_space_are_in_the_state(host_client, desk):
    ClosureFactory(place=desk.place, resource=desk, period=as_range(hours(day_ahead(1), 600, 660)))

    closed = state_of(host_client, desk.place).json()["closed"]

    assert closed[-1] == {
        "start": f"{day_ahead(1)}T10:00:00",
        "end": f"{day_ahead(1)}T11:00:00",
        "resources": [str(desk.pk)],
        "title": "travaux",
    }


def test_a_room_that_is_closed_is_drawn_closed_with_its_halves(host_client, desk):
    half = ResourceFactory(place=desk.place, parent=desk)
    ClosureFactory(place=desk.place, resource=desk, period=as_range(hours(day_ahead(1), 600, 660)))

    closed = state_of(host_client, desk.place).json()["closed"]

    assert set(closed[-1]["resources"]) == {str(desk.pk), str(half.pk)}


def test_a_form_opens_with_the_hour_that_was_picked_and_minds_no_nonsense(host_client, desk):
    address = reverse("host_book", args=[desk.place.slug])
    query = f"?resource={desk.pk}&day={day_ahead(1)}&starts=10:00&ends=11:30"

    page = host_client.get(address + query).content.decode()
    assert 'value="10:00"' in page
    for invalid_query in ("?resource=%00x&day=zz&starts=99", "?starts=%00&ends=%22%3E&resource=x"):
        assert host_client.get(address + invalid_query).status_code == 200


def test_hours_that_were_drawn_may_be_closed_as_well(host_client, desk):
    address = reverse("host_book", args=[desk.place.slug])
    assert "Fermer ces heures" not in host_client.get(address).content.decode()

    hours_drawn = f"day={day_ahead(1)}&starts=10%3A00&ends=11%3A30&resource={desk.pk}"
    page = unescape(host_client.get(f"{address}?{hours_drawn}").content.decode())

    [link] = re.findall(r'<a href="([^"]*)" data-board-form>\s*Fermer ces heures', page)
    form = host_client.get(link).context["form"]
    assert (form["starts"].value(), form["ends"].value()) == ("10:00", "11:30")
    assert form["resource"].value() == str(desk.pk)


def test_the_page_of_a_visitor_who_is_over_offers_no_move(host_client, desk):
    booking = BookingFactory(resource=desk, period=as_range(morning(day_ahead(-7))))
    address = reverse("host_move", args=[desk.place.slug, booking.pk])

    assert "ne se déplace plus" in host_client.get(address).content.decode()
