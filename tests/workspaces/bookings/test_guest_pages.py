"""The pages where guests are changed, as a browser without scripts uses them."""

import re

import pytest
from django.urls import reverse

from bocage.workspaces.bookings.operations.guests import change_guests
from bocage.workspaces.models import Booking
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import BookingFactory, HostFactory, PlaceFactory, ResourceFactory
from tests.workspaces.series.test_series import book, day, weekly

pytestmark = pytest.mark.django_db

ADA = "Ada Morel"


@pytest.fixture
def room():
    return ResourceFactory(place=PlaceFactory(boitron=True), meeting_room=True)


@pytest.fixture
def booking(client, room):
    booking = BookingFactory(resource=room, guests=[ADA], attendees=2)
    client.force_login(booking.booked_for)
    return booking


def page_of(booking):
    return reverse("booking_guests", args=[booking.pk])


def form_in(html):
    """Returns the fields that the form of guests posts unchanged."""
    form = re.search(r'<textarea name="invites".*?</form>', html, re.DOTALL).group()
    fields = {"invites": re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", form, re.DOTALL).group(1)}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if attributes.get("type") != "radio" or " checked" in tag:
            fields[attributes["name"]] = attributes.get("value", "")
    return fields


def people_of(booking):
    booking.refresh_from_db()
    return booking.guests, booking.attendees


def test_guests_are_changed_from_the_page_of_the_booking(client, booking):
    detail = reverse("booking_detail", args=[booking.pk])
    assert page_of(booking) in client.get(detail).text
    data = form_in(client.get(page_of(booking)).text)
    assert (data["invites"], data["personnes"]) == (ADA, "2")

    answer = client.post(page_of(booking), {**data, "invites": f"{ADA}\r\n\r\nBéla <Kun>"})

    assert (answer.status_code, answer.url) == (303, detail)
    assert people_of(booking) == ([ADA, "Béla <Kun>"], 3)
    page = client.get(detail)
    assert "C’est noté : 3 personnes." in text_of(page)
    assert "Béla &lt;Kun&gt;" in page.text


def test_a_button_that_is_pressed_twice_is_one_change(client, booking):
    data = form_in(client.get(page_of(booking)).text) | {"invites": ""}

    for _press in range(2):
        assert client.post(page_of(booking), data).status_code == 303

    assert people_of(booking) == ([], 1)
    assert booking.sequence == 1


def test_number_of_people_in_the_form_is_saved(client, booking):
    data = form_in(client.get(page_of(booking)).text)

    client.post(page_of(booking), {**data, "personnes": "6"})

    assert people_of(booking) == ([ADA], 6)


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"invites": "x" * 121}, 422, "120 caractères au plus"),
        ({"invites": "\n".join(["Ada"] * 201)}, 422, "pas assez de places"),
        ({"invites": "x" * 5_001}, 422, "5"),
        ({"invites": "Ada\0"}, 422, ""),
        ({"invites": "\n".join(["Ada"] * 8)}, 409, "Salle de réunion compte 8 places au plus."),
        ({"personnes": "9"}, 409, "Salle de réunion compte 8 places au plus."),
        ({"personnes": "0"}, 422, ""),
        ({"personnes": "beaucoup"}, 422, ""),
        ({"personnes": "9" * 40}, 422, ""),
        ({"version": "x"}, 422, ""),
        ({"shown": "x"}, 422, ""),
        ({"version": ""}, 422, ""),
    ],
)
def test_invalid_guests_are_refused_and_lose_nothing(client, booking, changes, status, sentence):
    data = form_in(client.get(page_of(booking)).text) | changes

    answer = client.post(page_of(booking), data)

    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert data["invites"][:100].split("\n")[0].replace("\0", "") in answer.text
    assert people_of(booking) == ([ADA], 2)


def test_what_somebody_else_wrote_meanwhile_is_shown_beside_what_one_writes(client, booking):
    data = form_in(client.get(page_of(booking)).text) | {"invites": "Béla Kun"}
    change_guests(by=booking.booked_for, booking=booking, guests=["Zoé", "Luc"])

    answer = client.post(page_of(booking), data)

    assert answer.status_code == 409
    assert "Quelqu’un vient de changer cette réservation" in text_of(answer)
    assert "La réservation dit maintenant : 3 personnes, avec Zoé, Luc." in text_of(answer)
    second_form = form_in(answer.text)
    assert second_form["invites"] == "Béla Kun"
    client.post(page_of(booking), second_form)
    assert people_of(booking)[0] == ["Béla Kun"]


@pytest.mark.parametrize("status", ["cancelled", "refused", "completed"])
def test_what_is_over_leads_back_and_refuses(client, booking, status):
    data = form_in(client.get(page_of(booking)).text) | {"invites": "Béla"}
    changes = {"status": status}
    if status == "cancelled":
        changes |= {"cancelled_at": booking.created_at, "cancelled_because": "host"}
    Booking.objects.update(**changes)

    assert client.get(page_of(booking)).status_code == 302
    answer = client.post(page_of(booking), data)

    assert answer.status_code == 409
    assert "ses invités ne changent plus" in text_of(answer)
    detail = client.get(reverse("booking_detail", args=[booking.pk])).text
    assert page_of(booking) not in detail
    assert people_of(booking) == ([ADA], 2)


def test_a_desk_for_one_does_not_ask_whom_it_seats(client, booking):
    desk = BookingFactory(booked_for=booking.booked_for)

    assert page_of(desk) not in client.get(reverse("booking_detail", args=[desk.pk])).text


def test_a_stranger_has_no_such_page(client, booking):
    client.force_login(PersonFactory())

    assert client.get(page_of(booking)).status_code == 404
    assert client.post(page_of(booking), {"version": "0"}).status_code == 404


def test_a_request_has_the_same_page(client, booking):
    request = BookingFactory(
        requested=True, resource=booking.resources.get(), booked_for=booking.booked_for
    )

    assert page_of(request) in client.get(reverse("booking_detail", args=[request.pk])).text


# The host, on the board.


@pytest.fixture
def board(client, booking):
    client.force_login(HostFactory(of=booking.place))
    return [reverse(name, args=[booking.place.slug, booking.pk]) for name in HOST_PAGES]


HOST_PAGES = ("host_move", "host_guests")


def test_the_host_changes_them_beside_the_booking_of_the_board(client, booking, board):
    page, address = board
    html = client.get(page).text
    assert f'action="{address}"' in html

    answer = client.post(address, form_in(html) | {"invites": f"{ADA}\nBéla"})

    assert answer.status_code == 302
    assert answer.url == reverse("host_board", args=[booking.place.slug, day(0)])
    assert people_of(booking) == ([ADA, "Béla"], 3)
    board_page = text_of(client.get(page))
    assert "3 personnes · avec Ada Morel, Béla" in board_page
    assert client.get(address).url == page


def test_what_the_host_writes_and_does_not_fit_comes_back(client, booking, board):
    page, address = board
    data = form_in(client.get(page).text) | {"invites": "\n".join(["Béla"] * 8)}

    answer = client.post(address, data)

    assert answer.status_code == 409
    assert "compte 8 places au plus" in text_of(answer)
    assert form_in(answer.text)["invites"] == data["invites"]
    assert people_of(booking) == ([ADA], 2)


def test_a_booking_of_another_place_is_not_on_this_board(client, booking, board):
    foreign_booking = BookingFactory()
    address = reverse("host_guests", args=[booking.place.slug, foreign_booking.pk])

    assert client.post(address, {"version": "0"}).status_code == 404


def test_the_holder_does_not_write_by_the_board(client, booking):
    address = reverse("host_guests", args=[booking.place.slug, booking.pk])

    assert client.post(address, {"version": "0"}).status_code == 404


# Series.


@pytest.fixture
def series(client, room):
    series = book(room, guests=[ADA])
    client.force_login(series.booked_for)
    return series


def guests_of(series):
    return [booking.guests for booking in series.bookings.order_by("occurs_on")]


@pytest.mark.parametrize(
    ("dates", "expected", "sentence"),
    [
        ("celle-ci", [[ADA], ["Béla"], [ADA], [ADA]], "C’est noté : 2 personnes."),
        ("suivantes", [[ADA], ["Béla"], ["Béla"], ["Béla"]], "C’est noté, pour 3 dates."),
        ("toutes", [["Béla"]] * 4, "C’est noté, pour 4 dates."),
    ],
)
def test_one_date_those_that_follow_or_all(client, series, dates, expected, sentence):
    page = page_of(series.bookings.get(occurs_on=day(1)))
    html = client.get(page)
    assert "celle-ci et les suivantes : 3 dates" in text_of(html)
    assert "toutes les dates à venir : 4" in text_of(html)
    data = form_in(html.text)
    assert data["dates"] == "celle-ci"

    answer = client.post(page, data | {"invites": "Béla", "dates": dates})

    assert guests_of(series) == expected
    assert sentence in text_of(client.get(answer.url))


@pytest.mark.parametrize("dates", ["", "hier"])
def test_invalid_choice_of_dates_is_refused(client, series, dates):
    page = page_of(series.bookings.get(occurs_on=day(1)))
    data = form_in(client.get(page).text) | {"invites": "Béla", "dates": dates}

    assert client.post(page, data).status_code == 422
    assert guests_of(series) == [[ADA]] * 4


def test_a_date_that_changed_meanwhile_stops_a_change_of_all(client, series):
    page = page_of(series.bookings.get(occurs_on=day(1)))
    data = form_in(client.get(page).text) | {"invites": "Béla", "dates": "toutes"}
    last = series.bookings.get(occurs_on=day(3))
    change_guests(by=series.booked_for, booking=last, guests=["Zoé"])

    answer = client.post(page, data)

    assert answer.status_code == 409
    assert guests_of(series) == [[ADA]] * 3 + [["Zoé"]]
    client.post(page, form_in(answer.text))
    assert guests_of(series) == [["Béla"]] * 4


def test_the_page_of_a_series_leads_there_and_tells_the_dates_that_differ(client, series):
    first = series.bookings.get(occurs_on=day(0))
    last = series.bookings.get(occurs_on=day(3))
    change_guests(by=series.booked_for, booking=last, guests=["Zoé", "Luc"])
    second = series.bookings.get(occurs_on=day(1))
    change_guests(by=series.booked_for, booking=second, guests=[])

    answer = client.get(reverse("series_detail", args=[series.pk]))

    assert f"{page_of(first)}?dates=toutes" in answer.text
    assert "3 personnes · avec Zoé, Luc" in text_of(answer)
    assert "1 personne · sans invité nommé" in text_of(answer)
    assert form_in(client.get(f"{page_of(first)}?dates=toutes").text)["dates"] == "toutes"


def test_a_series_of_one_date_left_asks_for_no_choice(client, room):
    series = book(room, recurrence=weekly(1))
    client.force_login(series.booked_for)

    assert "dates" not in form_in(client.get(page_of(series.bookings.get())).text)
