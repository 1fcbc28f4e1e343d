"""The pages of requests, waiting lists and reminders."""

import pytest
from django.urls import reverse

from bocage.workspaces.bookings.operations.requests import ask_back
from bocage.workspaces.house_rules.operations.house_rules import publish_house_rules
from bocage.workspaces.models import Booking, ReminderChoice, Resource, WaitlistEntry
from bocage.workspaces.waitlist.operations.offers import offer_next
from tests.pages.page_text import text_of
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    ResourceFactory,
    WaitlistEntryFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return ResourceFactory(meeting_room=True)


@pytest.fixture
def host(client, room):
    host = HostFactory(of=room.place)
    client.force_login(host)
    return host


def test_the_host_reads_rivals_side_by_side_and_accepts_one(client, room, host):
    first, second = (BookingFactory(resource=room, requested=True) for _number in range(2))
    page = text_of(client.get(reverse("host_requests", args=[room.place.slug])))
    assert "2 demandes pour le même moment" in page

    client.post(reverse("host_accept", args=[room.place.slug, first.pk]))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, second.status) == ("confirmed", "refused")


def test_the_host_refuses_with_a_reason_and_asks(client, room, host):
    booking = BookingFactory(resource=room, requested=True)
    refuse = reverse("host_refuse", args=[room.place.slug, booking.pk])
    ask = reverse("host_ask_back", args=[room.place.slug, booking.pk])
    assert client.get(refuse).status_code == client.get(ask).status_code == 200
    assert client.post(refuse, {"reason": " "}).status_code == 422

    client.post(ask, {"text": "Combien de chaises ?"})
    client.post(refuse, {"reason": "Conseil municipal"})

    booking.refresh_from_db()
    assert (booking.status, booking.decision_note) == ("refused", "Conseil municipal")
    assert booking.messages.count() == 1


def test_a_host_of_elsewhere_finds_nothing(client, room):
    booking = BookingFactory(resource=room, requested=True)
    client.force_login(HostFactory(of=ResourceFactory().place))
    for name in ("host_requests", "host_waitlist"):
        assert client.get(reverse(name, args=[room.place.slug])).status_code == 404
    assert (
        client.post(reverse("host_accept", args=[room.place.slug, booking.pk])).status_code == 404
    )


def test_the_asker_reads_the_question_and_answers(client, room, host):
    booking = BookingFactory(resource=room, requested=True)
    ask_back(by=host, request=booking, text="Avec café ?")
    client.force_login(booking.booked_for)
    page = text_of(client.get(reverse("booking_detail", args=[booking.pk])))
    assert "Votre demande" in page
    assert "Avec café" in page

    client.post(reverse("request_answer", args=[booking.pk]), {"text": "Oui"})

    assert list(booking.messages.values_list("text", flat=True)) == ["Avec café ?", "Oui"]


def test_waiting_from_the_page_of_what_is_taken(client):
    desk = ResourceFactory()
    BookingFactory(resource=desk)
    person = PersonFactory()
    client.force_login(person)
    wish = {"jour": day_ahead(1).isoformat(), "moment": "matin"}
    address = reverse("place_wait", args=[desk.place.slug])
    assert desk.name in text_of(client.get(address, wish))

    answer = client.post(address, {**wish, "espace": str(desk.pk)})

    assert answer.status_code == 302
    entry = WaitlistEntry.objects.get()
    assert (entry.person, list(entry.resources.all())) == (person, [desk])
    assert "première personne" in text_of(client.get(reverse("waitlist")))


def test_an_offer_is_taken_from_the_list(client):
    entry = WaitlistEntryFactory()
    offer_next(place=entry.place, period=entry.period)
    client.force_login(entry.person)
    assert "Prendre la place" in text_of(client.get(reverse("waitlist")))

    client.post(reverse("offer_take", args=[entry.pk]))

    assert Booking.objects.get().status == "confirmed"


def test_one_chooses_when_to_be_reminded(client):
    person = PersonFactory()
    client.force_login(person)
    assert client.get(reverse("reminder_choice")).status_code == 200
    assert client.post(reverse("reminder_choice"), {"when": "soon"}).status_code == 422
    client.post(reverse("reminder_choice"), {"when": "hour_before"})
    assert ReminderChoice.objects.get(person=person).when == "hour_before"


# Pages that grow ask the database no more


def _queries(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(60) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def _some_requests(room):
    for day in (1, 1, 2, 3):
        booking = BookingFactory(
            resource=room, requested=True, period=as_range(morning(day_ahead(day)))
        )
        ask_back(by=HostFactory(of=room.place), request=booking, text="Avec café ?")


def _some_waits(room):
    for day in (1, 1, 2, 3):
        period = as_range(morning(day_ahead(day)))
        WaitlistEntryFactory(resource=room, period=period)
        WaitlistEntryFactory(resource=None, place=room.place, kind=room.kind, period=period)
        offer_next(place=room.place, period=period)


@pytest.mark.parametrize(
    ("name", "make"), [("host_requests", _some_requests), ("host_waitlist", _some_waits)]
)
def test_the_pages_of_a_host_ask_no_more_for_more_rows(
    client, host, name, make, django_assert_max_num_queries
):
    room = Resource.objects.get()
    address = reverse(name, args=[room.place.slug])
    make(room)
    client.get(address)
    query_count = _queries(client, address, django_assert_max_num_queries)
    for number in range(3):
        new_room = ResourceFactory(meeting_room=True, place=room.place, name=f"Salle {number}")
        make(new_room)

    assert _queries(client, address, django_assert_max_num_queries) == query_count


def test_what_one_waits_for_asks_no_more_for_more_rows(client, django_assert_max_num_queries):
    person = PersonFactory()
    client.force_login(person)
    address = reverse("waitlist")

    def wait(days, status="waiting"):
        for day in days:
            period = as_range(morning(day_ahead(day)))
            entry = WaitlistEntryFactory(person=person, period=period, status=status)
            if status == "waiting" and day % 2:
                offer_next(place=entry.place, period=period)

    wait((1, 2))
    wait((3,), "expired")
    client.get(address)
    query_count = _queries(client, address, django_assert_max_num_queries)
    wait(range(4, 12))
    wait(range(12, 16), "expired")

    assert _queries(client, address, django_assert_max_num_queries) == query_count


def test_what_falls_with_a_closure_asks_no_more_for_more_rows(
    client, room, host, django_assert_max_num_queries
):
    address = reverse("host_close_for_good", args=[room.place.slug])
    BookingFactory(resource=room)
    BookingFactory(resource=room, requested=True)
    client.get(address)
    query_count = _queries(client, address, django_assert_max_num_queries)
    for day in range(2, 9):
        period = as_range(morning(day_ahead(day)))
        BookingFactory(resource=room, period=period)
        BookingFactory(resource=room, requested=True, period=period)

    assert _queries(client, address, django_assert_max_num_queries) == query_count


def test_who_waits_accepts_the_house_rules_first(client):
    desk = ResourceFactory()
    host = HostFactory(of=desk.place)
    rules = publish_house_rules(by=host, place=desk.place, text="Pas de bruit.")
    BookingFactory(resource=desk)
    client.force_login(PersonFactory())
    wish = {"jour": day_ahead(1).isoformat(), "moment": "matin"}
    address = reverse("place_wait", args=[desk.place.slug])
    assert "Lire le règlement du lieu" in text_of(client.get(address, wish))

    refused = client.post(address, {**wish, "espace": str(desk.pk)})
    assert "acceptez le règlement" in text_of(refused)
    assert not WaitlistEntry.objects.exists()

    client.post(address, {**wish, "espace": str(desk.pk), "reglement": str(rules.pk)})
    assert WaitlistEntry.objects.get().resources.get() == desk
