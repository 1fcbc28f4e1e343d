"""Writing to everybody of a day."""

from uuid import uuid4

import pytest
from django.urls import reverse

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.people.models import MessageChoice
from bocage.workspaces.front_desk.operations.day_messages import write_to_visitors
from bocage.workspaces.models import Booking, DayMessage
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


@pytest.fixture
def desk():
    return ResourceFactory(place=PlaceFactory(boitron=True, contact_email="lieu@exemple.example"))


@pytest.fixture
def host(desk):
    return HostFactory(of=desk.place)


def write(host, desk, **changes):
    message = {"subject": "La porte", "text": "Passez par le jardin.", "key": uuid4(), **changes}
    return write_to_visitors(by=host, place=desk.place, day=day_ahead(1), **message)


def recipients():
    return sorted(OutgoingMail.objects.values_list("recipient", flat=True))


def test_everybody_of_the_day_is_written_to_once(desk, host):
    ada = BookingFactory(resource=desk, booked_for__email="ada@exemple.example").booked_for
    BookingFactory(resource=desk, booked_for=ada, period=as_range(afternoon(day_ahead(1))))
    BookingFactory(resource=desk, period=as_range(morning(day_ahead(2))))
    BookingFactory()
    BookingFactory(
        resource=desk,
        status=Booking.Status.CANCELLED,
        cancelled_at=morning(day_ahead(0)).start,
        cancelled_because=Booking.CancelledBecause.HOLDER,
    )

    message = write(host, desk)

    assert recipients() == ["ada@exemple.example"]
    assert message.recipients == 1
    assert OutgoingMail.objects.get().reply_to == "lieu@exemple.example"


def test_the_same_form_sent_again_sends_nothing_more(desk, host):
    BookingFactory(resource=desk)
    key = uuid4()

    first, second = write(host, desk, key=key), write(host, desk, key=key, text="Autre chose")

    assert (first.pk, DayMessage.objects.count(), len(recipients())) == (second.pk, 1, 1)


def test_who_turned_these_messages_off_or_has_no_address_is_not_counted(desk, host):
    quiet = BookingFactory(resource=desk).booked_for
    MessageChoice.objects.create(person=quiet, channel="day_messages", is_wanted=False)
    phone = PersonFactory(email="paul.0233810000@telephone.invalid", phone="0233810000")
    BookingFactory(resource=desk, booked_for=phone, period=as_range(afternoon(day_ahead(1))))

    assert write(host, desk).recipients == 0
    assert recipients() == []


def test_only_who_runs_the_place_writes(desk):
    BookingFactory(resource=desk)

    with pytest.raises(NotAllowed):
        write(HostFactory(of=PlaceFactory()), desk)
    assert recipients() == []


def test_the_page_shows_the_message_before_it_leaves(client, desk, host):
    BookingFactory(resource=desk, booked_for__email="ada@exemple.example")
    phone = PersonFactory(
        name="Paul Lenoir", email="paul.0233810000@telephone.invalid", phone="0233810000"
    )
    BookingFactory(resource=desk, booked_for=phone, period=as_range(afternoon(day_ahead(1))))
    client.force_login(host)
    address = reverse("host_write", args=[desk.place.slug, day_ahead(1)])
    form = {"subject": "La <porte>", "text": "Par le jardin.", "key": str(uuid4())}

    page = client.post(address, form).content.decode()
    assert "La &lt;porte&gt;" in page
    assert "02\u00a033\u00a081\u00a000\u00a000" in page
    assert recipients() == []

    response = client.post(address, {**form, "send": "1"})
    assert response.url == reverse("host_day", args=[desk.place.slug, day_ahead(1)])
    assert recipients() == ["ada@exemple.example"]


@pytest.mark.parametrize(
    "message",
    [{"subject": ""}, {"text": " "}, {"subject": "x" * 121}, {"text": "x" * 2001}, {"key": "x"}],
)
def test_a_message_that_says_nothing_or_too_much_is_not_sent(client, desk, host, message):
    BookingFactory(resource=desk)
    client.force_login(host)
    address = reverse("host_write", args=[desk.place.slug, day_ahead(1)])
    form = {"subject": "La porte", "text": "Par là.", "key": str(uuid4()), "send": "1", **message}

    assert client.post(address, form).status_code == 422
    assert recipients() == []
