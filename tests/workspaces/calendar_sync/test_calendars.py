"""Calendars to follow: who reads what, read back as calendar programs do."""

from datetime import UTC, timedelta

import pytest
import recurring_ical_events
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from bocage.foundation.errors import NotAllowed
from bocage.people.models import Mandate
from bocage.workspaces.booking_refusals.errors import ResourceUnknown
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.calendar_sync import calendar_feeds
from bocage.workspaces.calendar_sync.personal_data import calendar_rows
from bocage.workspaces.front_desk.operations.shared_addresses import (
    make_address,
    replace_address,
    revoke_address,
)
from bocage.workspaces.models import Booking, OutsideCalendar, SharedAddress
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

pytestmark = pytest.mark.django_db
CALENDAR = SharedAddress.Kind.CALENDAR


def feed_url(address):
    return reverse("calendar_feed", args=[address.token])


def periods(content, start=None, end=None):
    """Returns the periods that `icalendar` and `recurring-ical-events` read, in order, in UTC."""
    start = start or timezone.now() - timedelta(days=60)
    events = recurring_ical_events.of(Calendar.from_ical(content)).between(
        start, end or start + timedelta(days=500)
    )
    return sorted(
        (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC)) for event in events
    )


def summaries(content):
    return sorted(str(event["summary"]) for event in Calendar.from_ical(content).walk("VEVENT"))


@pytest.fixture
def place():
    return PlaceFactory(boitron=True)


@pytest.fixture
def host(place):
    return HostFactory(of=place)


@pytest.fixture
def room(place):
    return ResourceFactory(place=place, meeting_room=True)


def own_address(person):
    return make_address(by=person, kind=CALENDAR, person=person)


class TestAddresses:
    def test_is_made_once_however_often_it_is_asked_for(self, host, place):
        first = make_address(by=host, kind=CALENDAR, place=place)

        assert make_address(by=host, kind=CALENDAR, place=place) == first
        assert len(first.token) == 43

    def test_of_a_place_is_made_by_who_runs_it_alone(self, place, room):
        near_miss = HostFactory(of=PlaceFactory(commune=place.commune))
        for resource in (None, room):
            with pytest.raises(NotAllowed):
                make_address(by=near_miss, kind=CALENDAR, place=place, resource=resource)
        assert not SharedAddress.objects.exists()

    def test_of_a_person_is_made_by_that_person_alone(self):
        with pytest.raises(NotAllowed):
            make_address(by=PersonFactory(), kind=CALENDAR, person=PersonFactory())

    def test_of_a_resource_of_another_place_is_refused(self, host, place):
        with pytest.raises(ResourceUnknown):
            make_address(by=host, kind=CALENDAR, place=place, resource=ResourceFactory())

    def test_replaced_twice_by_a_double_click_leaves_one(self, host, place):
        address = make_address(by=host, kind=CALENDAR, place=place)

        new = replace_address(by=host, address=address)

        assert replace_address(by=host, address=address) == new
        assert list(SharedAddress.objects.filter(revoked_at=None)) == [new]

    def test_revoked_twice_keeps_the_first_date(self, host, place):
        address = make_address(by=host, kind=CALENDAR, place=place)
        revoked = revoke_address(by=host, address=address).revoked_at

        revoke_address(by=host, address=SharedAddress.objects.get(pk=address.pk))

        address.refresh_from_db()
        assert address.revoked_at == revoked


class TestOwnFeed:
    def test_reads_back_to_the_periods_booked(self, client, room):
        booking = BookingFactory(resource=room)
        BookingFactory(resource=room, period=as_range(afternoon(day_ahead(1))))
        later = BookingFactory(
            booked_for=booking.booked_for, period=as_range(morning(day_ahead(40)))
        )

        content = client.get(feed_url(own_address(booking.booked_for))).content

        assert periods(content) == [
            (own_booking.period.lower, own_booking.period.upper) for own_booking in (booking, later)
        ]

    def test_says_where_and_leaves_out_how_to_enter(self, client, place, room):
        place.access_instructions = "Code 1234"
        place.save(update_fields=["access_instructions"])
        booking = BookingFactory(resource=room, purpose="Entretien", attendees=3)

        content = client.get(feed_url(own_address(booking.booked_for))).content.decode()

        assert summaries(content) == ["Salle de réunion · Télécentre de Boitron"]
        assert "Entretien" in content
        assert "Code 1234" not in content.replace("\r\n ", "")

    def test_loses_what_is_cancelled(self, client):
        booking = BookingFactory()
        cancel_booking(by=booking.booked_for, booking=booking)

        assert periods(client.get(feed_url(own_address(booking.booked_for))).content) == []

    def test_shows_a_request_as_not_yet_sure(self, client):
        booking = BookingFactory(
            status=Booking.Status.REQUESTED, lapses_at=timezone.now() + timedelta(days=1)
        )

        content = client.get(feed_url(own_address(booking.booked_for))).content

        [event] = Calendar.from_ical(content).walk("VEVENT")
        assert str(event["status"]) == "TENTATIVE"


class TestFeedOfAPlace:
    def test_shows_who_comes_by_their_own_choice(self, client, host, place, room):
        BookingFactory(resource=room, booked_for__name="Ada Letellier")
        BookingFactory(
            resource=room,
            period=as_range(afternoon(day_ahead(1))),
            booked_for__name="Paul Hamel",
            booked_for__shows_name_to_hosts=False,
        )

        content = client.get(feed_url(make_address(by=host, kind=CALENDAR, place=place))).content

        assert summaries(content) == [
            "Salle de réunion · Ada Letellier",
            "Salle de réunion · Quelqu’un",
        ]
        assert "Hamel" not in content.decode()

    def test_says_nothing_of_people_once_its_maker_runs_the_place_no_more(
        self, client, host, place, room
    ):
        BookingFactory(
            resource=room, purpose="Licenciement", is_private=True, booked_for__name="Ada"
        )
        address = make_address(by=host, kind=CALENDAR, place=place)
        Mandate.objects.filter(person=host).delete()

        content = client.get(feed_url(address)).content

        assert summaries(content) == ["Salle de réunion · Réservé"]
        assert [
            word for word in ("Ada", "Licenciement", "mes-reservations") if word in content.decode()
        ] == []

    def test_of_a_resource_shows_its_own_and_what_holds_it_whole(self, client, host, place, room):
        half = ResourceFactory(place=place, parent=room, name="Petite moitié")
        room_booking = BookingFactory(resource=room)
        BookingFactory(resource=ResourceFactory(place=place))
        address = make_address(by=host, kind=CALENDAR, place=place, resource=half)

        content = client.get(feed_url(address)).content

        assert periods(content) == [(room_booking.period.lower, room_booking.period.upper)]


class TestFeed:
    def test_answers_304_until_something_changes(self, client):
        booking = BookingFactory()
        url = feed_url(own_address(booking.booked_for))
        etag = client.get(url)["ETag"]

        unchanged = client.get(url, headers={"If-None-Match": etag})
        cancel_booking(by=booking.booked_for, booking=booking)
        changed = client.get(url, headers={"If-None-Match": etag})

        assert (unchanged.status_code, unchanged.content, unchanged["ETag"]) == (304, b"", etag)
        assert changed.status_code == 200

    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_for_one_booking_and_for_three(
        self, client, count, django_assert_num_queries
    ):
        person = PersonFactory()
        address = own_address(person)
        for number in range(count):
            BookingFactory(booked_for=person, period=as_range(morning(day_ahead(1 + number))))
        client.get(feed_url(address))

        with django_assert_num_queries(2):
            client.get(feed_url(address))

    def test_revoked_is_gone(self, client, host, place):
        address = make_address(by=host, kind=CALENDAR, place=place)
        new = replace_address(by=host, address=address)

        assert client.get(feed_url(address)).status_code == 410
        assert client.get(feed_url(new)).status_code == 200

    def test_of_an_account_that_is_closed_is_gone(self, client):
        person = PersonFactory()
        address = own_address(person)
        person.is_active = False
        person.save(update_fields=["is_active"])

        assert client.get(feed_url(address)).status_code == 410

    @pytest.mark.parametrize("token", ["x", "x" * 43, "x" * 400])
    def test_of_an_unknown_address_does_not_exist(self, client, token):
        assert client.get(f"/agendas/{token}.ics").status_code == 404

    def test_of_a_door_is_no_calendar(self, client, host, place):
        door = make_address(by=host, kind=SharedAddress.Kind.DOOR, place=place)

        assert client.get(feed_url(door)).status_code == 404

    def test_speaks_the_language_of_its_address(self, client, host, place, room):
        BookingFactory(resource=room, booked_for__shows_name_to_hosts=False)
        address = make_address(by=host, kind=CALENDAR, place=place)

        content = client.get(f"/en{feed_url(address)}").content

        assert summaries(content) == ["Salle de réunion · Somebody"]


class TestPages:
    def test_of_ones_own_makes_replaces_and_revokes(self, client):
        person = PersonFactory()
        client.force_login(person)

        client.post(reverse("own_calendar_make"))
        [address] = SharedAddress.objects.all()
        page = client.get(reverse("own_calendar")).content.decode()
        client.post(reverse("calendar_replace", args=[address.pk]))
        new = SharedAddress.objects.get(revoked_at=None)
        client.post(reverse("calendar_revoke", args=[new.pk]))

        assert address.token in page
        assert "webcal://" in page
        assert not SharedAddress.objects.filter(revoked_at=None).exists()

    @pytest.mark.parametrize("name", ["calendar_replace", "calendar_revoke"])
    def test_let_nobody_touch_the_address_of_somebody_else(self, client, name, place):
        address = own_address(PersonFactory())
        client.force_login(HostFactory(of=place))

        assert client.post(reverse(name, args=[address.pk])).status_code == 404
        address.refresh_from_db()
        assert address.revoked_at is None

    def test_of_a_place_make_one_for_a_resource(self, client, host, place, room):
        client.force_login(host)

        client.post(reverse("host_calendar_make_of", args=[place.slug, room.pk]))
        page = client.get(reverse("host_calendars", args=[place.slug])).content.decode()

        [address] = SharedAddress.objects.all()
        assert (address.place, address.resource) == (place, room)
        assert address.token in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_of_a_place_cost_the_same_for_one_resource_and_for_three(
        self, client, host, place, count, django_assert_num_queries
    ):
        for resource in ResourceFactory.create_batch(count, place=place):
            make_address(by=host, kind=CALENDAR, place=place, resource=resource)
        client.force_login(host)
        client.get(reverse("host_calendars", args=[place.slug]))

        with django_assert_num_queries(5):
            client.get(reverse("host_calendars", args=[place.slug]))


def test_calendars_are_in_the_personal_data_of_their_author(host, place, room):
    make_address(by=host, kind=CALENDAR, place=place, resource=room)
    revoke_address(by=host, address=own_address(host))
    own_address(PersonFactory())
    OutsideCalendar.objects.create(
        place=place, resource=room, name="Mairie", url="https://a.example/", created_by=host
    )

    assert [(row.title, row.detail) for row in calendar_rows(host, None)] == [
        ("Mes réservations", "adresse retirée"),
        ("Salle de réunion", "adresse en usage"),
        ("Mairie", "Télécentre de Boitron · Salle de réunion"),
    ]
    assert calendar_rows(PersonFactory(), None) == []


@pytest.mark.parametrize("days", [[0, 1], [0, 1, 40], [-1, 0, 1, 40], [-20, -1, 0, 1, 40]])
def test_a_calendar_that_is_too_long_keeps_today_and_what_comes_next(
    client, host, room, monkeypatch, days
):
    monkeypatch.setattr(calendar_feeds, "MAX_EVENTS", len(days))
    for day in (-20, -1, 0, 1, 40):
        BookingFactory(resource=room, period=as_range(morning(day_ahead(day))))
    address = make_address(by=host, kind=CALENDAR, place=room.place)

    periods_read = periods(client.get(feed_url(address)).content)

    assert [start for start, _end in periods_read] == [
        morning(day_ahead(day)).start.astimezone(UTC) for day in days
    ]
