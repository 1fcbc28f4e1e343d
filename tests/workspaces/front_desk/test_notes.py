"""The note of a booking: for those who run its place, never for its holder."""

import pytest
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.front_desk.errors import NoteTooLong
from bocage.workspaces.front_desk.operations.notes import note_booking
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
