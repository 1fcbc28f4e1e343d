"""What hosts note on a booking: a note that its holder never sees, a parking spot that they do."""

import pytest
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.bookings.facts import facts_of
from bocage.workspaces.bookings.history import history_of
from bocage.workspaces.front_desk.errors import NoteTooLong, ParkingSpotTooLong
from bocage.workspaces.front_desk.operations.notes import note_booking
from bocage.workspaces.models import Booking
from bocage.workspaces.opening_hours.availability import local_day
from tests.people.factories import PersonFactory
from tests.workspaces.factories import BookingFactory, HostFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def booking():
    return BookingFactory(host_note="Prévoir la rampe")


def page_of(booking):
    return reverse("booking_detail", args=[booking.pk])


def test_the_host_reads_the_note_and_its_holder_never_does(client, booking):
    client.force_login(HostFactory(of=booking.place))
    assert "Prévoir la rampe" in client.get(page_of(booking)).content.decode()

    client.force_login(booking.booked_for)
    response = client.get(page_of(booking))
    assert response.status_code == 200
    assert "Prévoir la rampe" not in response.content.decode()
    assert reverse("host_note", args=[booking.pk]) not in response.content.decode()


@pytest.mark.parametrize("note", ["  <b>Clé rendue</b> ", "", "é" * 1000])
def test_the_host_writes_the_note_anew(client, booking, note):
    client.force_login(HostFactory(of=booking.place))

    response = client.post(reverse("host_note", args=[booking.pk]), {"note": note})

    assert (response.status_code, response["Location"]) == (303, page_of(booking))
    booking.refresh_from_db()
    assert booking.host_note == note.strip()
    assert "<b>Clé" not in client.get(page_of(booking)).content.decode()


def test_a_note_too_long_is_refused(client, booking):
    host = HostFactory(of=booking.place)
    client.force_login(host)
    with pytest.raises(NoteTooLong):
        note_booking(by=host, booking=booking, note="x" * 1001)
    assert (
        client.post(reverse("host_note", args=[booking.pk]), {"note": "x" * 1001}).status_code
        == 400
    )
    booking.refresh_from_db()
    assert booking.host_note == "Prévoir la rampe"


def test_a_note_that_no_text_can_hold_is_refused_in_a_sentence(client, booking):
    client.force_login(HostFactory(of=booking.place))

    page = client.post(reverse("host_note", args=[booking.pk]), {"note": "a\x00b"}, follow=True)

    assert "caractère nul" in page.content.decode()
    booking.refresh_from_db()
    assert booking.host_note == "Prévoir la rampe"


def test_nobody_else_writes_it(client, booking):
    for person in (booking.booked_for, PersonFactory(), HostFactory(of=PlaceFactory())):
        client.force_login(person)
        assert (
            client.post(reverse("host_note", args=[booking.pk]), {"note": "x"}).status_code == 404
        )
        with pytest.raises(NotAllowed):
            note_booking(by=person, booking=booking, note="x")
    booking.refresh_from_db()
    assert booking.host_note == "Prévoir la rampe"


def test_the_holder_and_the_list_of_the_day_read_the_parking_spot(client, booking):
    host = HostFactory(of=booking.place)
    client.force_login(host)
    client.post(reverse("host_note", args=[booking.pk]), {"parking_spot": " n° 4, <b>cour</b> "})

    booking.refresh_from_db()
    assert booking.parking_spot == "n° 4, <b>cour</b>"
    day = local_day(booking.period.lower)
    assert (
        "n° 4, &lt;b&gt;cour&lt;/b&gt;"
        in client.get(reverse("host_day", args=[booking.place.slug, day])).content.decode()
    )
    client.force_login(booking.booked_for)
    assert "n° 4, &lt;b&gt;cour&lt;/b&gt;" in client.get(page_of(booking)).content.decode()


def test_the_parking_spot_is_in_the_mails_and_the_history_of_a_booking(booking):
    host = HostFactory(of=booking.place)
    for spot in ("n° 4", ""):
        note_booking(by=host, booking=booking, note="", parking_spot=spot)
    labels = [moment.label for moment in history_of(booking, reader=booking.booked_for)]
    assert labels[-2:] == ["Place de parking : n° 4", "Plus de place de parking"]

    note_booking(by=host, booking=booking, note="", parking_spot="n° 5")
    booking = Booking.objects.select_related("place", "booked_for").get(pk=booking.pk)
    facts = facts_of(booking, spaces=["Bureau"], commune_name="Sées")
    assert ("Votre place de parking", "n° 5") in facts.rows


def test_a_parking_spot_too_long_is_refused(booking):
    with pytest.raises(ParkingSpotTooLong):
        note_booking(
            by=HostFactory(of=booking.place), booking=booking, note="", parking_spot="x" * 41
        )
    booking.refresh_from_db()
    assert booking.parking_spot == ""
