"""Fixtures of the tests of the room."""

import pytest
from django.utils import translation

from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from tests.people.factories import PersonFactory
from tests.workspaces.factories import BookingFactory, HostFactory, day_ahead, morning


@pytest.fixture(autouse=True)
def _french():
    """Activates French, since addresses are those of the French pages, whatever the previous test
    did.
    """
    with translation.override("fr"):
        yield


@pytest.fixture
def lost_booking():
    """A booking of tomorrow that its place had to cancel."""
    booking = BookingFactory()
    cancel_booking(by=HostFactory(of=booking.place), booking=booking)
    return booking


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def host_client(client, host):
    client.force_login(host)
    return client


@pytest.fixture
def visitor(client, person):
    client.force_login(person)
    return client


@pytest.fixture
def today():
    """Returns this morning, 9:00–12:30, of the day on which the test runs."""
    return morning(day_ahead(0))
