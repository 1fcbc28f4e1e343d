"""Places and what is free in them, in the API."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from bocage.people.models import Role
from bocage.workspaces.models import Place
from bocage.workspaces.opening_hours.availability import day_interval, local_day
from bocage.workspaces.search.api.freshness import by_the_clock
from tests.api.callers import program_of
from tests.people.factories import MandateFactory, PersonFactory
from tests.workspaces.factories import BookingFactory, PlaceFactory, ResourceFactory

pytestmark = pytest.mark.django_db


def tomorrow():
    return local_day(timezone.now()) + timedelta(days=1)


def test_list_tells_published_places_alone(client):
    PlaceFactory(boitron=True)
    PlaceFactory(status=Place.Status.DRAFT)

    (document,) = client.get("/api/v1/places").json()["items"]

    assert document["slug"] == "telecentre-de-boitron"
    assert document["commune"] == {"code": "61051", "name": "Boitron"}
    assert document["page"].endswith("/travailler/telecentre-de-boitron/")
    assert "access_instructions" not in document


def test_list_takes_as_many_statements_for_many(client, django_assert_num_queries):
    PlaceFactory()
    client.get("/api/v1/")
    with django_assert_num_queries(2):
        client.get("/api/v1/places?taille=100")
    for _number in range(10):
        PlaceFactory()

    with django_assert_num_queries(3):  # One of them reads that the cache has expired.
        assert len(client.get("/api/v1/places?taille=100").json()["items"]) == 11


def test_list_is_filtered_as_the_address_bar_says(client):
    has_room = ResourceFactory(meeting_room=True).place
    ResourceFactory()
    with_printer = PlaceFactory(equipment=["printer"], accessibility=["wheelchair"])

    def slugs_of(query):
        return [item["slug"] for item in client.get(f"/api/v1/places?{query}").json()["items"]]

    assert slugs_of("nature=meeting_room") == [has_room.slug]
    assert slugs_of("equipement=printer&accessibilite=wheelchair") == [with_printer.slug]
    assert slugs_of("equipement=printer&equipement=kitchen") == []
    assert slugs_of(f"commune={with_printer.commune_id}") == [with_printer.slug]
    assert slugs_of("commune=99999") == []


def test_place_has_all_its_fields(client):
    desk = ResourceFactory(place=PlaceFactory(boitron=True, access_instructions="Code 1234"))

    response = client.get("/api/v1/places/telecentre-de-boitron")
    document = response.json()

    assert document["resources"][0]["id"] == str(desk.pk)
    assert document["weekly_hours"][0] == {"weekday": 1, "opens": "09:00", "closes": "12:30"}
    assert "1234" not in response.content.decode()


@pytest.mark.parametrize("part", ["", "/availability"])
def test_draft_is_for_who_runs_it(client, part):
    place = PlaceFactory(status=Place.Status.DRAFT)
    host = MandateFactory(role=Role.HOST, scope=place.scope).person
    address = f"/api/v1/places/{place.slug}{part}"

    assert client.get(address).status_code == 404
    assert program_of(PersonFactory()).get(address).status_code == 404
    assert program_of(host).get(address).status_code == 200


def test_availability_leaves_out_what_is_taken(client):
    desk = ResourceFactory()
    booking = BookingFactory(resource=desk)
    day = local_day(booking.period.lower)

    document = client.get(
        f"/api/v1/places/{desk.place.slug}/availability?jour={day}&jours=1"
    ).json()

    (day_document,) = document["days"]
    starts = {stretch["starts_at"] for stretch in day_document["resources"][0]["free"]}
    assert day_document["day"] == str(day)
    assert booking.period.lower.isoformat().replace("+00:00", "Z") not in starts


@pytest.mark.parametrize(
    "query", ["jour=2026-02-30", "jour=demain", "jour=0001-01-01", "jours=0", "jours=32", "jours=x"]
)
def test_availability_refuses_what_is_no_day(client, query):
    place = PlaceFactory()

    assert client.get(f"/api/v1/places/{place.slug}/availability?{query}").status_code == 422


def test_search_finds_what_has_room(client):
    desk = ResourceFactory(place=PlaceFactory(boitron=True))
    ResourceFactory()

    query = f"pres-de=boitron&rayon=10&jour={tomorrow()}&moment=matin"
    document = client.get(f"/api/v1/availability?{query}").json()

    (result,) = document["matches"]
    assert result["place"]["slug"] == desk.place.slug
    assert result["place"]["distance_m"] < 10_000
    assert result["offer"]["resource"] is None
    assert result["offer"]["moment"] == "matin"


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("jour=2020-01-01", "jour"),
        ("jour=2190-01-01", "jour"),
        ("lat=48.5", "lon"),
        ("lat=91&lon=0", "lat"),
        ("lat=nan&lon=0", "lat"),
        ("de=10:00", "de"),
        ("de=12:00&a=10:00", "de"),
        ("de=25:00&a=26:00", "de"),
        ("moment=heures", "de"),
        ("moment=soir", "moment"),
        ("pres-de=zzzzzz", "pres-de"),
        ("commune=99999", "commune"),
        ("rayon=7", "rayon"),
        ("personnes=0", "personnes"),
        ("equipement=piscine", "equipement"),
    ],
)
def test_search_tells_which_value_cannot_be(client, query, name):
    response = client.get(f"/api/v1/availability?{query}")

    assert response.status_code == 422
    assert response.json()["errors"][0]["name"].startswith(name)


def test_availability_says_since_when_it_holds_and_when_to_ask_again(client):
    desk = ResourceFactory(place=PlaceFactory(boitron=True))
    day = local_day(timezone.now()) + timedelta(days=3)
    searched = f"/api/v1/availability?commune={desk.place.commune_id}&jour={day}"
    addresses = [f"/api/v1/places/{desk.place.slug}/availability?jour={day}", searched]
    before = [client.get(address).json()["last_updated"] for address in addresses]

    BookingFactory(resource=desk)

    for address, earlier in zip(addresses, before, strict=True):
        document = client.get(address).json()
        assert document["ttl"] == 60
        assert document["last_updated"] > earlier
        assert datetime.fromisoformat(document["last_updated"]).tzinfo is not None


def test_clock_changes_days_to_come_at_midnight_and_today_each_five_minutes():
    now = datetime(2026, 12, 3, 9, 2, 30, tzinfo=UTC)
    instant = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
    today = local_day(now)
    midnight, next_midnight = day_interval(today)

    assert by_the_clock(today, timedelta(0), now) == (instant, instant + timedelta(minutes=5))
    assert by_the_clock(today + timedelta(days=2), timedelta(0), now) == (midnight, next_midnight)
    # A notice of a day and a half reaches into the day after tomorrow this evening.
    notice = timedelta(hours=36)
    opening = day_interval(today + timedelta(days=2)).start - notice
    assert by_the_clock(today + timedelta(days=2), notice, now) == (midnight, opening)
    assert by_the_clock(today + timedelta(days=1), notice, now)[0] == instant


def test_description_tells_how_fresh_availability_is(client):
    schemas = client.get("/api/v1/openapi.json").json()["components"]["schemas"]

    for name in ("PlaceAvailability", "FreePlaces"):
        document = schemas[name]["properties"]
        assert document["last_updated"]["format"] == "date-time"
        assert document["ttl"]["examples"] == [60]
