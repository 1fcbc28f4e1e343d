"""Bookings of a person in the API: the operations of the pages, with a token."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from bocage.people.tokens.scopes import ApiScope
from bocage.workspaces.models import Booking
from tests.api.callers import program_of
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import race
from tests.workspaces.factories import (
    BookingFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db


def wish(resource, **changes):
    start, end = morning(day_ahead(1))
    return {
        "place": resource.place.slug,
        "resources": [str(resource.pk)],
        "starts_at": start.isoformat(),
        "ends_at": end.isoformat(),
    } | changes


def post(program, address, body, **headers):
    return program.post(address, body, content_type="application/json", headers=headers)


def book(person, desk, days):
    period = as_range(morning(day_ahead(days)))
    BookingFactory(booked_for=person, created_by=person, resource=desk, period=period)


@pytest.fixture
def program(person):
    return program_of(person)


def test_books_in_the_name_of_the_person(program, person):
    desk = ResourceFactory()

    response = post(program, "/api/v1/bookings", wish(desk, purpose="Un écran ?"))
    document = response.json()

    booking = Booking.objects.get()
    assert response.status_code == 201
    assert response["Location"].endswith(f"/api/v1/bookings/{booking.pk}")
    assert booking.booked_for == booking.created_by == person
    assert (document["status"], document["purpose"]) == ("confirmed", "Un écran ?")
    assert [item["id"] for item in document["resources"]] == [str(desk.pk)]
    assert program.get(response["Location"]).json() == document


def test_books_any_desk(program):
    desk = ResourceFactory()

    response = post(program, "/api/v1/bookings", wish(desk, resources=[], any_desk=True))

    assert response.json()["resources"][0]["id"] == str(desk.pk)


def test_same_key_books_once(program):
    desk = ResourceFactory()
    answers = [
        post(program, "/api/v1/bookings", wish(desk), **{"Idempotency-Key": "k"}) for _ in "ab"
    ]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("key", ["", "clé", "ключ"])
def test_key_that_cannot_be_honoured_is_refused_and_nothing_is_booked(program, key):
    """Granian hands a header that is not ASCII over as an empty one; others, as Latin-1."""
    desk = ResourceFactory()
    header = key.encode().decode("latin-1")
    answer = post(program, "/api/v1/bookings", wish(desk), **{"Idempotency-Key": header})

    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    (error,) = answer.json()["errors"]
    assert (error["location"], error["name"]) == ("header", "Idempotency-Key")
    assert not Booking.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_same_key_from_many_at_once_books_once(person):
    """Any desk, of which there are enough for all: without the key, each would book one."""
    place = PlaceFactory()
    desks = [ResourceFactory(place=place, name=f"Poste {number}") for number in range(4)]
    body = wish(desks[0], resources=[], any_desk=True)
    programs = [program_of(person)] * 4

    def send(program):
        try:
            return post(program, "/api/v1/bookings", body, **{"Idempotency-Key": "k"}).json()
        finally:
            connection.close()

    answers = race(*[lambda program=program: send(program) for program in programs])

    assert Booking.objects.count() == 1
    assert {answer["id"] for answer in answers} == {str(Booking.objects.get().pk)}


def test_taken_tells_what_is_free_instead(program):
    place = PlaceFactory()
    desk, second_desk = (ResourceFactory(place=place, name=f"Poste {number}") for number in "12")
    BookingFactory(resource=desk)

    response = post(program, "/api/v1/bookings", wish(desk))
    problem = response.json()

    assert response.status_code == 409
    assert problem["code"] == "taken"
    assert problem["alternatives"][0]["resources"] == [str(second_desk.pk)]


def test_list_is_of_the_person_alone(program, person):
    booking = BookingFactory(booked_for=person, created_by=person)
    BookingFactory()

    document = program.get("/api/v1/bookings").json()

    assert [item["id"] for item in document["items"]] == [str(booking.pk)]
    assert program.get("/api/v1/bookings?quand=passees").json()["items"] == []


def test_list_comes_in_pages_by_time(program, person):
    desk = ResourceFactory()
    for days in (3, 1, 2):
        book(person, desk, days)

    starts, address = [], "/api/v1/bookings?taille=2"
    while address:
        page = program.get(address).json()
        starts += [item["starts_at"] for item in page["items"]]
        address = page["next"]

    assert len(starts) == 3
    assert starts == sorted(starts)


def test_list_takes_as_many_statements_for_many(program, person, django_assert_max_num_queries):
    desk = ResourceFactory()
    program.get("/api/v1/")
    for days in range(1, 7):
        book(person, desk, days)

    with django_assert_max_num_queries(4):
        assert len(program.get("/api/v1/bookings").json()["items"]) == 6
    with django_assert_max_num_queries(4):
        assert len(program.get("/api/v1/bookings?taille=1").json()["items"]) == 1


def test_booking_is_moved_and_cancelled(program, person):
    desk = ResourceFactory()
    booking = post(program, "/api/v1/bookings", wish(desk)).json()
    address = f"/api/v1/bookings/{booking['id']}"
    start, end = (moment + timedelta(days=1) for moment in morning(day_ahead(1)))

    response = program.patch(
        address,
        {"starts_at": start.isoformat(), "ends_at": end.isoformat(), "version": booking["version"]},
        content_type="application/json",
    )
    stale = program.patch(
        address,
        {"resources": [str(desk.pk)], "version": booking["version"]},
        content_type="application/json",
    )
    cancelled = post(program, f"{address}/cancellation", {"note": "Malade"})

    assert response.json()["version"] > booking["version"]
    assert (stale.status_code, stale.json()["code"]) == (409, "changed_meanwhile")
    assert cancelled.json()["status"] == "cancelled"
    assert Booking.objects.get().cancellation_note == "Malade"


def test_cancellation_is_taken_back_where_it_is_still_free(program):
    desk = ResourceFactory()
    booking = post(program, "/api/v1/bookings", wish(desk)).json()
    address = f"/api/v1/bookings/{booking['id']}"
    post(program, f"{address}/cancellation", {})

    restored = [program.post(f"{address}/restoration") for _time in range(2)]
    assert [item.json()["status"] for item in restored] == ["confirmed", "confirmed"]

    post(program, f"{address}/cancellation", {})
    assert post(program_of(PersonFactory()), "/api/v1/bookings", wish(desk)).status_code == 201
    response = program.post(f"{address}/restoration")
    assert (response.status_code, response.json()["code"]) == (409, "taken")

    Booking.objects.filter(pk=booking["id"]).update(cancelled_at=timezone.now() - timedelta(days=1))
    refusal = program.post(f"{address}/restoration")
    assert (refusal.status_code, refusal.json()["code"]) == (409, "not_restorable")


@pytest.mark.parametrize("part", ["", "/cancellation", "/restoration"])
def test_booking_of_somebody_else_is_nothing(program, part):
    booking = BookingFactory()
    address = f"/api/v1/bookings/{booking.pk}"

    assert program.get(address).status_code == 404
    if part:
        assert post(program, address + part, {}).status_code == 404
    else:
        changed = program.patch(address, {}, content_type="application/json")
        assert changed.status_code == 404
    assert Booking.objects.get().status == Booking.Status.CONFIRMED


def test_nobody_books_without_a_token(client):
    response = post(client, "/api/v1/bookings", wish(ResourceFactory()))

    assert (response.status_code, response.json()["code"]) == (401, "not_signed_in")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_session_of_the_site_is_no_token(client, person):
    client.force_login(person)

    assert client.get("/api/v1/bookings").status_code == 401


def test_token_that_opens_something_else_books_nothing(person):
    program = program_of(person, ApiScope.BOOKINGS_READ)

    assert program.get("/api/v1/bookings").status_code == 200
    assert post(program, "/api/v1/bookings", wish(ResourceFactory())).status_code == 403
    assert not Booking.objects.exists()


def test_invalid_token_is_refused_even_for_public_data(client):
    response = client.get("/api/v1/places", headers={"Authorization": "Bearer bocage_x"})

    assert response.status_code == 401


START, END = (moment.isoformat() for moment in (timezone.now(), timezone.now()))


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"resources": []}, 422),
        ({"resources": ["x"]}, 422),
        ({"resources": [str(uuid4())]}, 404),
        ({"resources": [str(uuid4())] * 21}, 422),
        ({"place": "nowhere"}, 404),
        ({"place": "\0"}, 400),
        ({"purpose": "x" * 301}, 422),
        ({"purpose": "\ud800"}, 400),
        ({"guests": ["x" * 121]}, 422),
        ({"attendees": 0}, 422),
        ({"attendees": "2"}, 422),
        ({"attendees": 10**30}, 422),
        ({"attendees": 150}, 409),
        ({"starts_at": "2026-12-03T09:00:00"}, 422),
        ({"starts_at": 1_800_000_000}, 422),
        ({"starts_at": "0001-01-01T00:00:00Z"}, 422),
        ({"starts_at": "9999-12-31T23:59:59-14:00"}, 422),
        ({"starts_at": "2190-12-03T09:00:00Z"}, 400),
        ({"starts_at": "2001-01-01T00:00:00Z"}, 400),
        ({"starts_at": START, "ends_at": END}, 409),
        ({"is_private": "yes"}, 422),
        ({"accepts_house_rules": str(uuid4())}, 409),
        ({"ends": "2026-12-03T09:00:00Z"}, 422),
    ],
)
def test_impossible_wish_is_refused(program, changes, status):
    response = post(program, "/api/v1/bookings", wish(ResourceFactory(), **changes))

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert not Booking.objects.exists()


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 422),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 422),
        (b"null", "application/json", 422),
        (b"[" * 100_000, "application/json", 400),
        (b'{"attendees": NaN}', "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"place=x", "application/x-www-form-urlencoded", 415),
        (b"x" * 300_000, "application/json", 413),
    ],
)
def test_invalid_body_is_refused(program, body, kind, status):
    response = program.post("/api/v1/bookings", body, content_type=kind)

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
