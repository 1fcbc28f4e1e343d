"""Pages and mails by which a series is requested and answered."""

from datetime import timedelta

import pytest
from django.urls import reverse

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.people.dashboard.registry import tasks_of
from bocage.workspaces.bookings.operations.requests import ask_back, refuse_request
from bocage.workspaces.models import Booking, BookingSeries
from bocage.workspaces.series.operations.requests import accept_series
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
)
from tests.workspaces.series.test_series import book, day, hours_of, weekly

pytestmark = pytest.mark.django_db

Status = Booking.Status


@pytest.fixture
def room():
    return ResourceFactory(
        place=PlaceFactory(boitron=True), meeting_room=True, rules={"needs_approval": True}
    )


@pytest.fixture
def person():
    return PersonFactory(name="Jeanne Roussel")


@pytest.fixture
def host(client, room):
    host = HostFactory(of=room.place)
    client.force_login(host)
    return host


@pytest.fixture
def series(room, person):
    return book(room, by=person)


def states(series):
    return list(series.bookings.order_by("occurs_on").values_list("status", flat=True))


def page_of_requests(client, room):
    return client.get(reverse("host_requests", args=[room.place.slug]))


def accept(client, series, *days, **fields):
    address = reverse("host_accept", args=[series.place.slug, series.pk])
    return client.post(address, {"date": [day.isoformat() for day in days], **fields})


@pytest.mark.parametrize("note", ["a\x00b", "x" * 301])
def test_series_is_not_accepted_with_an_invalid_note(client, host, series, note):
    client.force_login(host)

    answer = accept(client, series, day(0), note=note)

    assert answer.status_code == 422
    assert not series.bookings.filter(status=Booking.Status.CONFIRMED).exists()


def test_a_series_on_request_is_asked_for_with_its_guests(client, room, person):
    client.force_login(person)
    address = reverse("series_book", args=[room.place.slug]) + (
        f"?espace={room.pk}&premier={day(0)}&de=09:00&a=12:00&rythme=weekly&fois=3"
    )
    assert "Demander les dates choisies" in text_of(client.get(address))

    response = client.post(
        address,
        {"date": [day(0).isoformat(), day(2).isoformat()], "invites": "Ada Lenoir\n\n Béla  Kun "},
    )

    series = BookingSeries.objects.get()
    assert response.headers["Location"] == reverse("series_detail", args=[series.pk])
    assert series.guests == ["Ada Lenoir", "Béla Kun"]
    assert [(booking.status, booking.guests) for booking in series.bookings.all()] == [
        (Status.REQUESTED, ["Ada Lenoir", "Béla Kun"])
    ] * 2
    page = text_of(client.get(response.headers["Location"]))
    assert "Votre demande est partie, pour 2 dates" in page
    assert "Ada Lenoir, Béla Kun" in page
    assert "Retirer ma demande" in page
    assert "Changer la série" not in page


@pytest.mark.parametrize("guests", ["x" * 121, "\n".join(["Ada"] * 201), "Ada\0", "x" * 5_001])
def test_invalid_guests_are_refused_and_lose_nothing(client, room, person, guests):
    client.force_login(person)
    address = reverse("series_book", args=[room.place.slug]) + (
        f"?espace={room.pk}&premier={day(0)}&de=09:00&a=12:00&rythme=weekly&fois=3"
    )

    answer = client.post(address, {"date": [day(0).isoformat()], "invites": guests})

    assert answer.status_code == 422
    assert guests[:20].replace("\0", "") in answer.text
    assert not BookingSeries.objects.exists()


def test_the_host_reads_one_request_and_accepts_all_but_one(client, series, room, host):
    BookingFactory(resource=room, period=as_range(hours_of(3)))
    BookingFactory(resource=room, requested=True, period=as_range(hours_of(2)))
    page = text_of(page_of_requests(client, room))
    assert "4 dates, dont 3 libres" in page
    assert "déjà pris" in page
    assert "1 autre demande" in page
    assert "2 demandes pour le même moment" in page

    accept(client, series, day(0), day(2), note="Bienvenue")

    assert states(series) == [Status.CONFIRMED, Status.REFUSED, Status.CONFIRMED, Status.REFUSED]
    assert "Aucune demande n’attend" in text_of(page_of_requests(client, room))


def test_a_date_taken_meanwhile_is_named_on_the_page_of_the_others(client, series, room, host):
    BookingFactory(resource=room, period=as_range(hours_of(1)))

    answer = accept(client, series, day(0), day(1))

    assert answer.status_code == 409
    assert "Ne peut plus être accepté" in text_of(answer)
    assert "dont 3 libres" in text_of(answer)
    assert states(series) == [Status.REQUESTED] * 4


@pytest.mark.parametrize("dates", [[], ["demain"], ["2026-02-31"], ["9" * 5_000]])
def test_invalid_dates_are_refused(client, series, host, dates):
    address = reverse("host_accept", args=[series.place.slug, series.pk])

    answer = client.post(address, {"date": dates})

    assert answer.status_code == 400
    assert states(series) == [Status.REQUESTED] * 4


def test_the_host_refuses_with_a_reason_and_asks(client, series, person, host):
    place = series.place.slug
    refuse = reverse("host_refuse", args=[place, series.pk])
    ask = reverse("host_ask_back", args=[place, series.pk])
    assert "Jeanne Roussel" in text_of(client.get(refuse))
    assert client.get(ask).status_code == 200
    assert client.post(refuse, {"reason": " "}).status_code == 422

    client.post(ask, {"text": "Combien de chaises ?"})
    assert "Combien de chaises" in text_of(page_of_requests(client, series))
    client.post(refuse, {"reason": "Conseil municipal"})

    assert states(series) == [Status.REFUSED] * 4
    assert client.post(refuse, {"reason": "Encore"}).status_code == 302


def test_the_dates_of_a_series_are_not_answered_one_by_one(client, series, host):
    booking = series.bookings.first()

    answer = client.post(reverse("host_accept", args=[series.place.slug, booking.pk]))

    assert answer.status_code == 404
    assert states(series) == [Status.REQUESTED] * 4


def test_a_host_of_elsewhere_finds_nothing(client, series):
    stranger = HostFactory(of=PlaceFactory())
    client.force_login(stranger)
    for name in ("host_accept", "host_refuse", "host_ask_back"):
        address = reverse(name, args=[series.place.slug, series.pk])
        assert client.post(address, {"date": day(0).isoformat()}).status_code == 404
    assert client.post(reverse("series_answer", args=[series.pk]), {"text": "?"}).status_code == 404


def test_the_asker_reads_the_question_answers_and_withdraws(client, series, person):
    ask_back(by=HostFactory(of=series.place), request=series, text="Avec café ?")
    client.force_login(person)
    page = reverse("series_detail", args=[series.pk])
    assert "Avec café" in text_of(client.get(page))
    [task] = [task for task in tasks_of(person) if "question" in task.title]
    assert task.url == page

    assert client.post(reverse("series_answer", args=[series.pk]), {"text": " "}).status_code == 422
    client.post(reverse("series_answer", args=[series.pk]), {"text": "Oui"})
    assert [task for task in tasks_of(person) if "question" in task.title] == []
    withdraw = reverse("series_cancel", args=[series.pk])
    assert "Retirer cette demande" in text_of(client.get(withdraw))
    client.post(withdraw)

    assert list(series.messages.values_list("text", flat=True)) == ["Avec café ?", "Oui"]
    assert states(series) == [Status.CANCELLED] * 4


def test_a_series_is_one_request_of_what_waits_for_the_host(series, room):
    host = HostFactory(of=room.place)
    BookingFactory(resource=room, requested=True, period=as_range(hours_of(1)))

    [task] = [task for task in tasks_of(host) if "demande" in task.title]

    assert task.title.startswith("2 demandes attendent")


@pytest.mark.parametrize("count", [1, 3])
def test_the_requests_ask_as_much_for_long_series_as_for_short_ones(
    client, room, host, django_assert_num_queries, count
):
    for number in range(count):
        first = day_ahead(2 + number)
        series = book(room, by=PersonFactory(), recurrence=weekly(2 * count, first_on=first))
        ask_back(by=host, request=series, text="Avec café ?")
    page_of_requests(client, room)

    with django_assert_num_queries(QUERIES):
        assert page_of_requests(client, room).status_code == 200


QUERIES = 11


# From the mail


def path_of(answer, series, person):
    payload = {"series": str(series.pk), "person": str(person.pk)}
    action = "withdraw_series" if answer == "withdraw" else f"{answer}_request"
    return signed_action_path(f"workspaces.{action}", payload)


def test_one_button_accepts_the_free_dates(client, series, room):
    host = HostFactory(of=room.place)
    BookingFactory(resource=room, period=as_range(hours_of(1)))
    path = path_of("accept", series, host)

    question = text_of(client.get(path))
    assert "Accepter 3 dates" in question
    assert "Déjà pris" in question
    assert states(series) == [Status.REQUESTED] * 4
    for _press in range(2):
        assert "La demande est acceptée" in text_of(client.post(path))

    assert states(series) == [Status.CONFIRMED, Status.REFUSED, *[Status.CONFIRMED] * 2]


def test_one_button_refuses_all_dates(client, series, room):
    path = path_of("refuse", series, HostFactory(of=room.place))

    assert "Refuser cette demande" in text_of(client.get(path))
    for _press in range(2):
        assert "La demande est refusée" in text_of(client.post(path))

    assert states(series) == [Status.REFUSED] * 4


def test_one_button_withdraws_it_until_the_place_has_answered(client, series, person, room):
    path = path_of("withdraw", series, person)
    assert "Retirer cette demande" in text_of(client.get(path))
    assert states(series) == [Status.REQUESTED] * 4

    for _press in range(2):
        assert "La demande est retirée" in text_of(client.post(path))

    assert states(series) == [Status.CANCELLED] * 4
    second_series = book(room, by=person, recurrence=weekly(first_on=day_ahead(2)))
    accept_series(by=HostFactory(of=room.place), series=second_series)
    assert "Le lieu a répondu" in text_of(client.post(path_of("withdraw", second_series, person)))
    assert states(second_series) == [Status.CONFIRMED] * 4


def test_the_button_of_somebody_else_does_nothing(client, series, room):
    stranger = PersonFactory()
    for answer in ("accept", "refuse", "withdraw"):
        path = path_of(answer, series, stranger)
        client.get(path)
        client.post(path)

    assert states(series) == [Status.REQUESTED] * 4


def test_a_button_pressed_after_the_answer_says_what_became_of_it(client, series, room):
    host = HostFactory(of=room.place)
    refuse_request(by=host, request=series, reason="Non")

    assert "La demande est refusée" in text_of(client.get(path_of("accept", series, host)))


def test_button_pressed_too_late_is_refused(client, series, room):
    host = HostFactory(of=room.place)
    past = series.bookings.first().created_at - timedelta(hours=1)
    series.bookings.update(lapses_at=past)

    assert "n’attend plus" in text_of(client.post(path_of("accept", series, host)))
    assert states(series) == [Status.REQUESTED] * 4
