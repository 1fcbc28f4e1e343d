"""Answers that are given again: they cost one statement, and are never those of before."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from bocage.api import response_cache
from bocage.foundation.api.response_dependencies import (
    ResponseDependencies,
    begin_dependencies,
    dependencies_of,
)
from bocage.foundation.api.versions import Watch
from bocage.foundation.models import PublicVersion
from bocage.housing.models import Dwelling, Listing, ListingPhoto
from bocage.people.models import Role
from bocage.territory.models import Commune, FormerCommune
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.models import (
    Booking,
    BookingRules,
    OpeningException,
    OutsideCalendar,
    OutsideEvent,
    Place,
    Resource,
)
from tests.api.callers import program_of
from tests.housing.factories import DwellingFactory, ListingFactory
from tests.people.factories import MandateFactory
from tests.workspaces.bookings.test_races import race
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

PLACES, HOMES = "/api/v1/places", "/api/v1/dwellings"


@pytest.fixture
def desk():
    return ResourceFactory(place=PlaceFactory(boitron=True))


@pytest.fixture
def week(desk):
    return f"{PLACES}/{desk.place.slug}/availability?jour={day_ahead(3)}"


@pytest.fixture
def search(desk):
    return f"/api/v1/availability?commune={desk.place.commune_id}&jour={day_ahead(3)}"


@pytest.fixture
def home():
    return DwellingFactory()


def get_response(client, address, **headers):
    response = client.get(address, headers=headers)
    assert response.status_code == 200, response.content
    return response


# ---- What it costs


@pytest.mark.parametrize("name", ["week", "search"])
def test_what_is_free_is_reported_again_for_one_statement(
    client, request, name, django_assert_num_queries
):
    address = request.getfixturevalue(name)
    first = get_response(client, address)

    with django_assert_num_queries(1):
        again = get_response(client, address)

    assert again.content == first.content
    for header in ("ETag", "Vary", "Content-Language", "Access-Control-Allow-Origin"):
        assert again[header] == first[header]


@pytest.mark.parametrize("address", [PLACES, HOMES])
def test_list_is_reported_again_for_one_statement(
    client, desk, home, address, django_assert_num_queries
):
    get_response(client, address)

    with django_assert_num_queries(1):
        get_response(client, address)


# ---- Content


def book(desk):
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(3))))


def cancel(desk):
    booking = Booking.objects.get()
    cancel_booking(by=booking.booked_for, booking=booking)


def follow_a_calendar(desk):
    calendar = OutsideCalendar.objects.create(
        place=desk.place, resource=desk, url="https://calendar.example/a.ics"
    )
    OutsideEvent.objects.create(
        calendar=calendar, resource=desk, uid="a", period=as_range(morning(day_ahead(3)))
    )


def open_longer(desk):
    OpeningException.objects.create(
        place=desk.place, date=day_ahead(3), opens=6 * 60, closes=23 * 60
    )


def close(desk):
    ClosureFactory(place=desk.place, period=as_range(morning(day_ahead(3))))


def add_a_desk(desk):
    ResourceFactory(place=desk.place)


def ask_for_notice(desk):
    BookingRules.objects.create(place=desk.place, notice_minutes=5 * 24 * 60)


def withdraw(desk):
    Resource.objects.filter(pk=desk.pk).update(is_active=False)


@pytest.mark.parametrize("name", ["week", "search"])
@pytest.mark.parametrize(
    "change",
    [book, follow_a_calendar, open_longer, close, add_a_desk, ask_for_notice, withdraw],
)
def test_what_is_free_follows_each_change(client, desk, request, name, change):
    address = request.getfixturevalue(name)
    before = get_response(client, address)

    change(desk)

    assert get_response(client, address)["ETag"] != before["ETag"]


def test_what_is_cancelled_is_free_again(client, desk, week):
    free = get_response(client, week).json()["days"]
    book(desk)
    days = get_response(client, week).json()["days"]

    cancel(desk)

    assert days != free
    assert get_response(client, week).json()["days"] == free


def test_place_that_is_withdrawn_is_gone_at_once(client, desk, week, search):
    for address in (week, search, PLACES):
        get_response(client, address)

    Place.objects.update(status=Place.Status.DRAFT)

    assert client.get(week).status_code == 404
    assert get_response(client, search).json()["matches"] == []
    assert get_response(client, PLACES).json()["items"] == []


def test_place_that_opens_nearby_is_found(client, desk, search):
    get_response(client, search)

    ResourceFactory(
        place=PlaceFactory(
            commune=desk.place.commune,
            latitude=48.56,
            longitude=0.26,
            position_source=Place.PositionSource.CENSUS,
        )
    )

    assert len(get_response(client, search).json()["matches"]) == 2


def test_booking_elsewhere_has_nothing_made_again(client, week, search, django_assert_num_queries):
    other_resource = ResourceFactory()
    get_response(client, f"{PLACES}/{other_resource.place.slug}/availability")
    get_response(client, week)

    BookingFactory(resource=other_resource)

    with django_assert_num_queries(1):
        get_response(client, week)


def rename(home):
    Commune.objects.filter(pk=home.commune_id).update(name="Sées-la-Neuve")


def know_it_by_another_name(home):
    FormerCommune.objects.create(
        code="99999", name="Ailleurs", commune=home.commune, search_text="ailleurs"
    )


def change_its_price(home):
    Dwelling.objects.filter(pk=home.pk).update(price_eur=12_345)


def take_it_off_the_market(home):
    Dwelling.objects.filter(pk=home.pk).update(is_on_the_market=False, gone_at=timezone.now())


def confirm(home):
    Listing.objects.filter(dwelling=home).update(confirmed_at=timezone.now() + timedelta(hours=1))


def show_a_photo(home):
    listing = Listing.objects.get(dwelling=home)
    ListingPhoto.objects.create(
        listing=listing, position=1, image="homes/a.jpg", width=4, height=3, state="read"
    )


@pytest.mark.parametrize(
    "change", [rename, change_its_price, take_it_off_the_market, confirm, show_a_photo]
)
def test_homes_follow_each_change(client, home, change):
    ListingFactory(dwelling=home)
    before = get_response(client, HOMES)

    change(home)

    assert get_response(client, HOMES)["ETag"] != before["ETag"]


@pytest.mark.parametrize("change", [rename, know_it_by_another_name])
def test_communes_are_counted(home, change):
    watch = Watch(whole=("communes",))
    before = watch.read()

    change(home)

    assert watch.read() != before


# ---- Readers


def test_who_sends_a_token_is_shown_what_is_theirs(client, desk, week):
    host = MandateFactory(role=Role.HOST, scope=desk.place.scope).person
    Place.objects.update(status=Place.Status.DRAFT)

    assert program_of(host).get(week).status_code == 200
    assert client.get(week).status_code == 404


def test_answer_is_kept_for_its_language_and_its_host(client, desk, settings):
    settings.ALLOWED_HOSTS = ["*"]
    french = get_response(client, PLACES)

    english = get_response(client, PLACES, accept_language="en")
    other_host = client.get(PLACES, HTTP_HOST="elsewhere.example")

    assert english["Content-Language"] == "en"
    assert get_response(client, PLACES)["Content-Language"] == french["Content-Language"] == "fr"
    assert "//elsewhere.example/" in other_host.json()["items"][0]["page"]
    assert "//testserver/" in get_response(client, PLACES).json()["items"][0]["page"]


def test_port_where_nobody_is_served_keeps_nothing(client, desk, week):
    for number in range(3):
        assert client.get(week, headers={"host": f"testserver:{9000 + number}"}).status_code == 200
    assert list(response_cache.answers) == []
    client.get(week)
    assert len(list(response_cache.answers)) == 1


def test_kept_answers_are_counted_against_the_allowance(client, desk, settings):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"api_requests_per_minute": 4})

    responses = [client.get(PLACES) for _time in range(5)]

    assert [response.status_code for response in responses] == [200] * 4 + [429]
    remaining = [response["RateLimit"].partition(";t=")[0] for response in responses]
    assert remaining[:4] == [f'"requests";r={number}' for number in (3, 2, 1, 0)]


def test_who_has_the_answer_is_shown_that_nothing_changed(client, desk, week):
    tag = get_response(client, week)["ETag"]
    response_cache.clear_response_cache()

    for _time in ("made", "kept"):
        unchanged = client.get(week, headers={"if-none-match": tag})
        assert unchanged.status_code == 304
        assert unchanged.content == b""
        assert unchanged["ETag"] == tag
        assert unchanged["Cache-Control"] == "no-cache"
        assert unchanged["Access-Control-Allow-Origin"] == "*"
        assert "Content-Type" not in unchanged

    book(desk)

    assert client.get(week, headers={"if-none-match": tag}).status_code == 200


def test_refusals_are_not_cached(client, desk, django_assert_num_queries):
    address = f"{PLACES}/nowhere/availability"
    assert client.get(address).status_code == 404

    PlaceFactory(slug="nowhere")

    assert client.get(address).status_code == 200


def test_answers_asked_for_least_go_first(client, desk, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(response_cache.answers, "max_entries", 2)
    for size in (1, 2, 1, 3):
        get_response(client, f"{PLACES}?taille={size}")

    with django_assert_num_queries(1):
        get_response(client, f"{PLACES}?taille=1")
    with django_assert_num_queries(2):
        get_response(client, f"{PLACES}?taille=2")


# ---- The clock


def test_answer_about_today_is_made_again_each_five_minutes(client, desk, monkeypatch):
    today = f"{PLACES}/{desk.place.slug}/availability"
    get_response(client, today)
    later = timezone.now() + timedelta(minutes=5)
    monkeypatch.setattr(response_cache.time, "time", later.timestamp)
    monkeypatch.setattr("bocage.workspaces.search.api.freshness.timezone.now", lambda: later)

    document = get_response(client, today).json()

    tick = later.replace(minute=later.minute // 5 * 5, second=0, microsecond=0)
    assert document["last_updated"] == tick.isoformat().replace("+00:00", "Z")


# ---- Versions


def test_answer_is_not_kept_when_something_changes_while_it_is_made(rf, desk):
    reading = begin_dependencies(rf.get("/"), ("places", "availability"))
    reading.looks_only_at({desk.place_id}, subjects=("places", "availability"))
    assert reading.version() is not None
    reading.last_change()

    book(desk)

    assert reading.version() is None


def test_reading_of_a_request_that_nobody_keeps_stands_on_nothing(rf):
    assert dependencies_of(rf.get("/")) == ResponseDependencies()
    token = rf.get("/", headers={"authorization": "Bearer x"})
    assert begin_dependencies(token, ("places",)).version() is None


def test_few_rows_are_kept_however_many_changes_there_are(desk):
    before = PublicVersion.objects.count()

    for _time in range(5):
        Place.objects.filter(pk=desk.place_id).update(name="Un autre nom")

    assert PublicVersion.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_to_count_a_change_and_each_is_seen():
    """Two transactions that change the same subject at once: neither waits for the other's end."""
    watch = Watch(whole=("homes",), partly=("homes",), objects=frozenset())
    statement = "SELECT foundation_count_change('homes', %s)"
    readings = []

    def count():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
            cursor.execute(statement, [PublicVersion.WHOLE])

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [PublicVersion.WHOLE])
        readings += race(count, watch.read)
        readings += race(count) + race(watch.read)
    readings.append(watch.read())

    versions = [row[0] for row in readings if row is not None]
    assert len(set(versions[-2:])) == 2
    assert versions[-1][1] == 3
