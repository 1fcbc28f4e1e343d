"""The pages of series and of moves, as a browser without scripts uses them."""

import re
from html import unescape

import pytest
from django.urls import reverse

from bocage.workspaces.models import Booking, BookingSeries, Place
from bocage.workspaces.series.operations.series import book_series
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)
from tests.workspaces.series.test_series import as_ruled, dates_of, day, hours_of, weekly

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1", place=PlaceFactory(boitron=True))


@pytest.fixture
def person(client):
    person = PersonFactory(name="Jeanne Roussel")
    client.force_login(person)
    return person


@pytest.fixture
def series(desk, person):
    place = Place.objects.get(pk=desk.place_id)
    return book_series(by=person, place=place, resources=[desk.pk], recurrence=weekly())


def rule(desk, **changes):
    return {
        "espace": str(desk.pk),
        "premier": day(0).isoformat(),
        "de": "09:00",
        "a": "12:00",
        "rythme": "weekly",
        "fois": "4",
    } | changes


def chosen_in(html):
    """Returns the fields that the form of a preview posts unchanged."""
    form = re.search(r'<form method="post" action="\?.*?</form>', html, re.DOTALL).group()
    fields = {
        name: [unescape(value).strip()]
        for name, value in re.findall(
            r'<textarea name="([a-z]+)".*?>(.*?)</textarea>', form, re.DOTALL
        )
    }
    for name, options in re.findall(r'<select name="([a-z]+)"(.*?)</select>', form, re.DOTALL):
        fields[name] = re.findall(r'<option value="([^"]*)" selected', options)
    for tag in re.findall(r"<input[^>]*>", form):
        values = {name: unescape(value) for name, value in re.findall(r'([a-z-]+)="([^"]*)"', tag)}
        is_box = values.get("type") in {"radio", "checkbox"}
        if is_box and " checked" not in tag:
            continue
        fields.setdefault(values["name"], []).append(values.get("value", "on" if is_box else ""))
    return fields


def address(desk, **changes):
    page = reverse("series_book", args=[desk.place.slug])
    return page + "?" + "&".join(f"{name}={value}" for name, value in rule(desk, **changes).items())


def test_the_preview_as_it_stands_books_what_fits_and_the_nearest_alternative(client, desk, person):
    second = ResourceFactory(place=desk.place, name="Poste 2")
    BookingFactory(resource=desk, period=as_range(hours_of(1)))

    page = client.get(address(desk))
    answer = client.post(address(desk), chosen_in(page.text))

    assert "Poste 2, à la même heure" in text_of(page)
    series = BookingSeries.objects.get()
    assert (answer.status_code, answer.url) == (303, reverse("series_detail", args=[series.pk]))
    assert dates_of(series) == as_ruled(0, 1, 2, 3)
    assert list(series.bookings.get(occurs_on=day(1)).resources.all()) == [second]


def test_a_date_that_is_unticked_is_left_out(client, desk, person):
    data = chosen_in(client.get(address(desk)).text)
    data["date"].remove(day(2).isoformat())

    client.post(address(desk), data)

    assert dates_of(BookingSeries.objects.get()) == as_ruled(0, 1, 3)


def test_every_date_of_a_private_series_is_private(client, desk, person):
    data = chosen_in(client.get(address(desk)).text)

    client.post(address(desk), data | {"privee": "on", "mot": "Entretien"})

    series = BookingSeries.objects.get()
    assert list(series.bookings.values_list("is_private", flat=True)) == [True] * 4
    page = text_of(client.get(reverse("series_detail", args=[series.pk])))
    assert "ni les invités ne sont montrés" in page


def test_a_word_for_the_place_is_in_no_address(client, desk, person):
    """Neither in that of a form or a link, nor in where one is led, whatever asks for it there."""
    word = "Rachat discret"
    desk = ResourceFactory(place=desk.place, meeting_room=True)
    page = client.get(address(desk, mot=word, invites=word, privee="on"))
    assert word not in page.text
    data = chosen_in(page.text) | {"mot": word, "invites": "Ada Lenoir", "privee": "on"}

    second_page = client.post(address(desk), data | {"fois": "3", "revoir": "1"})
    booked = client.post(action_in(second_page, desk), chosen_in(second_page.text))

    assert (second_page.status_code, booked.status_code) == (200, 303)
    for answer in (second_page, client.get(booked.url)):
        addresses = re.findall(r'(?:action|href|src|hx-[a-z]+)="([^"]*)"', answer.text)
        assert [text for text in addresses if "Rachat" in text or "Lenoir" in text] == []
    assert "Rachat" not in booked.url
    series = BookingSeries.objects.get()
    assert (series.purpose, series.guests, series.is_private) == (word, ["Ada Lenoir"], True)


def action_in(page, desk):
    """The address to which the form of a preview sends."""
    rule = re.search(r'<form method="post" action="(\?[^"]*)"', page.text).group(1)
    return reverse("series_book", args=[desk.place.slug]) + unescape(rule)


def send_again(client, desk, data, **changes):
    """Sends what a preview shows, to the address that it gives; `changes` are written over it."""
    return client.post(address(desk), data | changes)


def test_what_was_written_is_kept_while_the_dates_are_read_again(client, desk, person):
    data = chosen_in(client.get(address(desk)).text)
    data |= {"mot": "Un paperboard", "invites": "Ada\nBéla", "privee": "on"}

    second_page = send_again(client, desk, data, fois="6", revoir="1")

    fields = chosen_in(second_page.text)
    assert "6 dates, dont 6 libres." in text_of(second_page)
    assert fields["date"] == [day(number).isoformat() for number in range(6)]
    assert (fields["mot"], fields["invites"], fields["privee"]) == (
        ["Un paperboard"],
        ["Ada\nBéla"],
        ["on"],
    )
    assert "fois=6" in action_in(second_page, desk)
    assert not BookingSeries.objects.exists()


def test_what_was_written_is_kept_while_the_rule_makes_no_sense(client, desk, person):
    data = chosen_in(client.get(address(desk)).text)
    data |= {"mot": "Un paperboard", "invites": "Ada\nBéla"}

    refused_page = send_again(client, desk, data, fois="500", revoir="1")
    fields = chosen_in(refused_page.text)
    accepted = client.post(reverse("series_book", args=[desk.place.slug]), fields | {"fois": ["2"]})

    assert refused_page.status_code == 400
    assert "Une série compte 120 fois au plus" in text_of(refused_page)
    assert (accepted.status_code, chosen_in(accepted.text)["mot"]) == (200, ["Un paperboard"])
    assert "2 dates, dont 2 libres." in text_of(accepted)


def test_a_rule_changed_since_its_dates_were_seen_books_nothing_unseen(client, desk, person):
    data = chosen_in(client.get(address(desk)).text)

    answer = send_again(client, desk, data, de="10:00", fois="6")

    assert answer.status_code == 200
    assert "6 dates, dont 6 libres." in text_of(answer)
    assert not BookingSeries.objects.exists()
    booked = client.post(address(desk, de="10:00", fois="6"), chosen_in(answer.text))
    assert booked.status_code == 303
    assert BookingSeries.objects.get().count == 6


def test_any_desk_is_the_one_that_is_free_on_most_dates(client, desk, person):
    second = ResourceFactory(place=desk.place, name="Poste 2")
    BookingFactory(resource=desk, period=as_range(hours_of(1)))

    data = chosen_in(client.get(address(desk, espace="poste")).text)
    client.post(address(desk, espace="poste"), data)

    assert list(BookingSeries.objects.get().resources.all()) == [second]


def test_a_date_lost_meanwhile_comes_back_with_what_was_chosen(client, desk, person):
    data = chosen_in(client.get(address(desk)).text)
    BookingFactory(resource=desk, period=as_range(hours_of(1)))

    answer = client.post(address(desk), data)

    assert answer.status_code == 409
    assert "Rien n’est encore réservé" in text_of(answer)
    assert not BookingSeries.objects.exists()
    assert chosen_in(answer.text)["date"] == [day(number).isoformat() for number in (0, 2, 3)]


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"fois": "500"}, 400, "Une série compte 120 fois au plus"),
        ({"fois": ""}, 422, "Dites quand la série finit"),
        ({"jusqu-au": "2030-01-01"}, 422, "l’un ou l’autre"),
        ({"premier": "2026-02-30"}, 422, "Ce jour n’existe pas"),
        ({"de": "25:00"}, 422, "Cette heure n’existe pas"),
        ({"a": "08:00"}, 422, "La fin doit venir après le début"),
        ({"espace": "poste-forge"}, 422, "Cet espace n’existe pas"),
        ({"rythme": "daily"}, 422, ""),
        ({"fois": "-1"}, 422, ""),
        ({"fois": "9" * 30}, 422, ""),
        ({"premier": "9999-12-31", "fois": "2"}, 422, "trop lointain"),
    ],
)
@pytest.mark.usefixtures("person")
def test_invalid_rule_is_refused(client, desk, changes, status, sentence):
    answer = client.get(address(desk, **changes))

    assert answer.status_code == status
    assert sentence in text_of(answer)
    assert "Réserver les dates choisies" not in text_of(answer)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"date": ["hier"]},
        {"date": ["2026-12-01.poste.1.2"]},
        {"date": [f"2026-12-01.{'0' * 32}.{'9' * 40}.{'9' * 41}"]},
        {"date": ["2026-12-01.a"]},
    ],
)
def test_dates_that_were_forged_book_nothing(client, desk, person, data):
    answer = client.post(address(desk), data)

    assert answer.status_code == 400
    assert not Booking.objects.exists()


def test_a_place_in_preparation_or_unknown_has_no_such_page(client, desk, person):
    Place.objects.update(status=Place.Status.DRAFT)

    assert client.get(address(desk)).status_code == 404
    assert client.get(reverse("series_book", args=["nulle-part"])).status_code == 404


@pytest.mark.parametrize(
    "name", ["series_detail", "series_cancel", "series_change", "series_calendar"]
)
def test_others_see_nothing_of_a_series(client, series, name):
    client.force_login(PersonFactory())
    assert client.get(reverse(name, args=[series.pk])).status_code == 404
    client.force_login(HostFactory(of=series.place))
    assert client.get(reverse(name, args=[series.pk])).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_series_takes_as_many_queries_whatever_its_dates(
    client, desk, person, count, django_assert_num_queries
):
    place = Place.objects.get(pk=desk.place_id)
    series = book_series(by=person, place=place, resources=[desk.pk], recurrence=weekly(count))
    page = reverse("series_detail", args=[series.pk])
    client.get(page)

    with django_assert_num_queries(8):
        client.get(page)


def test_remaining_dates_of_a_series_are_cancelled_after_confirmation(client, series):
    page = reverse("series_cancel", args=[series.pk]) + f"?des={day(2)}"

    assert "2 dates à venir redeviennent libres" in text_of(client.get(page))
    assert dates_of(series) == as_ruled(0, 1, 2, 3)
    client.post(page)
    assert dates_of(series) == as_ruled(0, 1)


@pytest.mark.parametrize("note", ["a\x00b", "a\u202eb", "x" * 301])
def test_series_is_not_cancelled_with_an_invalid_note(client, series, note):
    client.force_login(HostFactory(of=series.place))

    answer = client.post(reverse("series_cancel", args=[series.pk]), {"note": note})

    assert answer.status_code == 422
    assert dates_of(series) == as_ruled(0, 1, 2, 3)


def test_a_series_changes_as_its_preview_stands(client, desk, series):
    BookingFactory(resource=desk, period=as_range(afternoon(day(1))))
    page = reverse("series_change", args=[series.pk])
    page += f"?de=14:00&a=16:00&espace={desk.pk}"
    data = chosen_in(client.get(page).text)
    data[f"autre-{day(1)}"] = [""]

    answer = client.post(page, data)

    assert answer.status_code == 303
    moved_dates = as_ruled(0, 2, 3, starts=14 * 60, ends=16 * 60)
    assert dates_of(series) == sorted([*moved_dates, *as_ruled(1)])
    second_answer = client.post(page, data)
    assert second_answer.status_code == 409
    assert "Quelqu’un vient de changer" in text_of(second_answer)


def test_a_series_is_a_calendar_file(client, series):
    answer = client.get(reverse("series_calendar", args=[series.pk]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert b"RRULE:FREQ=WEEKLY" in answer.content


# Moves.


def test_a_booking_is_moved_from_its_page(client, desk, person):
    booking = BookingFactory(resource=desk, booked_for=person)
    page = reverse("booking_move", args=[booking.pk])
    assert page in client.get(reverse("booking_detail", args=[booking.pk])).text
    wish = {"jour": str(day_ahead(2)), "de": "09:00", "a": "12:30", "espace": str(desk.pk)}

    answer = client.post(page, {**wish, "version": "0"})

    booking.refresh_from_db()
    assert answer.status_code == 303
    assert booking.period == as_range(morning(day_ahead(2)))
    second_answer = client.post(page, {**wish, "jour": str(day_ahead(3)), "version": "0"})
    assert "Quelqu’un vient de changer" in text_of(second_answer)


def test_what_is_free_instead_is_one_button_away(client, desk, person):
    booking = BookingFactory(resource=desk, booked_for=person)
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(2))))
    page = reverse("booking_move", args=[booking.pk])
    wish = {"jour": str(day_ahead(2)), "de": "09:00", "a": "12:30", "espace": str(desk.pk)}

    answer = client.post(page, {**wish, "version": "0"})

    assert answer.status_code == 422
    assert "Poste 1 est déjà pris à ce moment." in text_of(answer)
    assert "Ce qui est libre à la place" in text_of(answer)


@pytest.mark.parametrize(
    "changes",
    [
        {"jour": ""},
        {"jour": "9999-12-31"},
        {"jour": "2026-02-30"},
        {"de": "26:00"},
        {"version": "x"},
    ],
)
def test_invalid_move_is_refused(client, desk, person, changes):
    booking = BookingFactory(resource=desk, booked_for=person)
    wish = {"jour": str(day_ahead(2)), "de": "09:00", "a": "12:30", "espace": str(desk.pk)}

    answer = client.post(
        reverse("booking_move", args=[booking.pk]), {**wish, "version": "0"} | changes
    )

    assert answer.status_code == 422
    booking.refresh_from_db()
    assert booking.sequence == 0


def test_others_have_no_page_to_move_a_booking(client, desk, person):
    booking = BookingFactory(resource=desk)

    assert client.get(reverse("booking_move", args=[booking.pk])).status_code == 404
