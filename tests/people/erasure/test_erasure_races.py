"""An account is erased while something else happens to it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.people.models import ErasureReceipt, Person
from bocage.people.operations.erasure import erase_person, sweep_erased
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.models import Booking
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import race
from tests.workspaces.factories import BookingFactory, ResourceFactory, day_ahead, morning

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path):
    settings.BOCAGE = settings.BOCAGE.model_copy(update={"data_dir": tmp_path})


def test_erased_by_two_requests_at_once_is_erased_once():
    person = PersonFactory()
    BookingFactory(booked_for=person, created_by=person)

    def erase() -> ErasureReceipt:
        fresh = Person.objects.get(pk=person.pk)
        return erase_person(by=fresh, person=fresh)

    first, second = race(erase, erase)

    assert first == second
    assert ErasureReceipt.objects.count() == 1


def test_what_is_booked_during_the_erasure_is_cancelled_in_the_end():
    person, resource = PersonFactory(), ResourceFactory()

    def book() -> Booking:
        fresh = Person.objects.get(pk=person.pk)
        return book_resource(
            by=fresh, resource=resource, period=morning(day_ahead(1)), purpose="Pour Ana"
        )

    def erase() -> ErasureReceipt:
        fresh = Person.objects.get(pk=person.pk)
        return erase_person(by=fresh, person=fresh)

    booked, erased = race(book, erase)
    sweep_erased(person=person, now=timezone.now() + timedelta(minutes=1))

    assert isinstance(erased, ErasureReceipt)
    assert isinstance(booked, Booking | NotAllowed)
    bookings = Booking.objects.filter(booked_for=person)
    assert {(booking.status, booking.purpose) for booking in bookings} <= {("cancelled", "")}
