"""What the tests of the room share."""

import pytest
from django.utils import translation

from bocage.workspaces.operations.cancellations import cancel_booking
from tests.workspaces.factories import BookingFactory, HostFactory


@pytest.fixture(autouse=True)
def _french():
    """Addresses are those of the French pages, whatever language the test before asked for."""
    with translation.override("fr"):
        yield


@pytest.fixture
def lost():
    """A booking of tomorrow that its place had to cancel."""
    booking = BookingFactory()
    cancel_booking(by=HostFactory(of=booking.place), booking=booking)
    return booking
