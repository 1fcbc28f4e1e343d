"""Rules of the instance, for the places that say nothing."""

import pytest

from bocage.foundation.instance import defaults, remember_instance
from bocage.workspaces.booking_refusals.errors import BeyondHorizon
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.models import Charge
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db


def _set_rules_of_the_instance(**rules):
    remember_instance(type(defaults())(**{**vars(defaults()), **rules}))


def test_a_place_that_says_nothing_follows_the_horizon_of_the_instance_at_once():
    desk, person = ResourceFactory(), PersonFactory()
    book_resource(by=person, resource=desk, period=morning(day_ahead(20)))

    _set_rules_of_the_instance(booking_horizon_days=14)

    with pytest.raises(BeyondHorizon):
        book_resource(by=person, resource=desk, period=morning(day_ahead(21)))


def test_a_place_that_has_a_horizon_keeps_it():
    desk = ResourceFactory(place=PlaceFactory(rules={"horizon_days": 60}))
    _set_rules_of_the_instance(booking_horizon_days=14)

    assert book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(21)))


def test_what_is_cancelled_within_the_notice_of_the_instance_is_still_due():
    desk, person = ResourceFactory(), PersonFactory()
    TariffFactory(place=desk.place)
    booking = book_resource(by=person, resource=desk, period=morning(day_ahead(1)))
    _set_rules_of_the_instance(cancellation_notice_hours=72)

    cancel_booking(by=person, booking=booking)

    assert Charge.objects.get(booking=booking).amount_cents > 0
