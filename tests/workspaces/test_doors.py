"""What is taken at a door is nobody's, and is held as anything else."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bocage.foundation.models import OutgoingMail
from bocage.workspaces.day_list import day_list
from bocage.workspaces.models import Booking
from bocage.workspaces.operations import cancel_booking
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    SharedAddressFactory,
    day_ahead,
)

pytestmark = pytest.mark.django_db


def test_a_booking_is_of_a_person_or_of_a_door():
    booking = BookingFactory()
    door = SharedAddressFactory(door=True, resource=booking.holds.get().resource)

    with pytest.raises(IntegrityError, match="of_a_person_or_a_door"), transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(door=door)
    with pytest.raises(IntegrityError, match="of_a_person_or_a_door"), transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(booked_for=None)


def test_what_is_taken_at_a_door_has_no_holder():
    taken = BookingFactory(at_the_door=True)

    with pytest.raises(TypeError):
        _ = taken.holder


def test_the_day_list_tells_what_was_taken_at_the_door_and_calls_nobody_new():
    taken = BookingFactory(at_the_door=True)

    found = day_list(taken.place, day_ahead(1))

    assert [visit.who for group in found.groups for visit in group.visits] == ["Pris à la porte"]
    assert found.first_visits == 0


def test_the_host_reads_it_and_cancels_it_without_a_mail(client):
    taken = BookingFactory(at_the_door=True)
    host = HostFactory(of=taken.place)
    client.force_login(host)

    page = client.get(reverse("booking_detail", args=[taken.pk]))
    file = client.get(reverse("booking_calendar", args=[taken.pk]))
    question = client.get(reverse("host_cancel", args=[taken.place.slug, taken.pk]))
    cancelled = cancel_booking(by=host, booking=taken)

    assert "Pris à la porte" in page.content.decode()
    assert file.status_code == 404
    assert question.status_code == 200
    assert cancelled.status == Booking.Status.CANCELLED
    assert OutgoingMail.objects.count() == 0


def test_nobody_is_its_holder_by_mistake():
    taken = BookingFactory(at_the_door=True)

    assert not PersonFactory().has_perm("workspaces.see_booking", taken)
