"""Personal data of the room, as disclosed to its person."""

import pytest
from django.test import Client
from django.utils import timezone

from bocage.people.models import Role
from bocage.workspaces.models import Booking
from tests.people.factories import MandateFactory, PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    hours,
)

pytestmark = pytest.mark.django_db

FILE = "/compte/donnees/telecharger/"
BOOKINGS = "Vos réservations"
CANCELLED = {
    "status": Booking.Status.CANCELLED,
    "cancelled_at": timezone.now(),
    "cancelled_because": Booking.CancelledBecause.HOLDER,
}


def data_of(person, path=FILE):
    client = Client()
    client.force_login(person)
    return client.get(path)


def test_bookings_are_listed_latest_first_with_cancelled_ones():
    place = PlaceFactory(boitron=True)
    person = PersonFactory()
    for day, fields in ((1, {"purpose": "Un écran"}), (2, CANCELLED), (-3, {})):
        BookingFactory(
            resource=ResourceFactory(place=place, name=f"Poste {day}"),
            booked_for=person,
            created_by=person,
            period=as_range(hours(day_ahead(day), 9 * 60, 12 * 60)),
            **fields,
        )

    rows = data_of(person).json()[BOOKINGS]

    assert [row["detail"] for row in rows] == [
        f"{place.name}, Boitron · Poste 2 · annulée",
        f"{place.name}, Boitron · Poste 1 · confirmée · Un écran",
        f"{place.name}, Boitron · Poste -3 · confirmée",
    ]


def test_bookings_of_others_in_the_same_place_are_absent():
    place = PlaceFactory(boitron=True)
    BookingFactory(resource=ResourceFactory(place=place), purpose="Le secret de quelqu’un")
    person = PersonFactory()

    answer = data_of(person)

    assert answer.json()[BOOKINGS] == []
    assert "secret" not in answer.content.decode()


def test_a_booking_for_another_names_only_who_shows_their_name():
    place = PlaceFactory(boitron=True)
    host = HostFactory(of=place)
    visible = PersonFactory(name="Aline Moreau")
    hidden = PersonFactory(name="Bruno Caché", shows_name_to_hosts=False)
    for day, holder in enumerate((visible, hidden), start=1):
        BookingFactory(
            resource=ResourceFactory(place=place),
            booked_for=holder,
            created_by=host,
            period=as_range(hours(day_ahead(day), 9 * 60, 12 * 60)),
        )

    content = data_of(host).content.decode()

    assert "pour Aline Moreau" in content
    assert "pour quelqu’un d’autre" in content
    assert "Bruno" not in content
    assert hidden.email not in content
    assert f"faite par {host.name}" in data_of(hidden).content.decode()


def test_closures_are_in_the_file_of_the_host_who_decided():
    place = PlaceFactory(boitron=True)
    host, colleague = HostFactory(of=place), HostFactory(of=place)
    ClosureFactory(place=place, created_by=host, reason="Travaux")
    ClosureFactory(place=place, created_by=colleague, reason="Congés")

    rows = data_of(host).json()["Les fermetures que vous avez décidées"]

    assert [row["detail"] for row in rows] == [f"{place.name} · Travaux"]


def test_a_booking_leads_to_its_page():
    booking = BookingFactory(resource__place__boitron=True)

    page = data_of(booking.booked_for, "/compte/donnees/").content.decode()

    assert f'href="/mes-reservations/{booking.pk}/"' in page
    assert Booking.objects.get() == booking


@pytest.mark.parametrize("count", [1, 3])
def test_rows_are_read_in_the_same_queries(count, django_assert_num_queries):
    from bocage.workspaces.bookings.personal_data import booking_rows
    from bocage.workspaces.hosting.personal_data import closure_rows

    place = PlaceFactory(boitron=True)
    person = MandateFactory(role=Role.HOST, scope=place.scope).person
    for day in range(1, count + 1):
        BookingFactory(
            resource=ResourceFactory(place=place),
            created_by=person,
            period=as_range(hours(day_ahead(day), 9 * 60, 12 * 60)),
        )
        ClosureFactory(place=place, resource=ResourceFactory(place=place), created_by=person)

    with django_assert_num_queries(3):  # The bookings and what they hold; the closures.
        assert len(booking_rows(person, None)) == len(closure_rows(person, None)) == count
