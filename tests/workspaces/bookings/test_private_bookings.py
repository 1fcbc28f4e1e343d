"""A private booking hides who comes and why from everybody but its person and its hosts.

Each surface that the public, another person or a shared address reaches is walked with the same
words to be found nowhere; those of the hosts are walked with the same words to be found.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.foundation.models import OutgoingMail
from bocage.people.models import Person
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.front_desk.operations.day_messages import write_to_visitors
from bocage.workspaces.front_desk.operations.shared_addresses import make_address
from bocage.workspaces.models import (
    Booking,
    Charge,
    Place,
    Resource,
    SharedAddress,
    WaitlistEntry,
)
from bocage.workspaces.opening_hours.availability import local_day
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.operations.series import book_series
from bocage.workspaces.waitlist.operations.offers import offer_next
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PayerFactory,
    PlaceFactory,
    ResourceFactory,
    SharedAddressFactory,
    WaitlistEntryFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

WORDS = ("Vasseur", "hortense", "Rachat", "Delatour")
"""Words of the name, the address, the purpose and the guest of a private booking; without accents,
so that JSON and iCalendar write them unchanged.
"""
PRIVATE_WORDS = ("Vasseur", "Rachat", "Delatour", "privée")


def wish() -> dict[str, str]:
    """Returns the query of the page of the place for that hour of tomorrow."""
    return {"jour": day_ahead(1).isoformat(), "moment": "heures", "de": "09:00", "a": "10:00"}


@dataclass(frozen=True)
class Scene:
    """A room that is booked in private now, and again tomorrow morning."""

    room: Resource
    holder: Person
    neighbour: Person
    host: Person
    now: Booking
    tomorrow: Booking

    @property
    def place(self) -> Place:
        return self.room.place

    def calendar(self, **fields: Any) -> str:
        address = make_address(
            by=self.host, kind=SharedAddress.Kind.CALENDAR, place=self.place, **fields
        )
        return reverse("calendar_feed", args=[address.token])

    def door(self, page: str) -> str:
        address = SharedAddressFactory(door=True, resource=self.room)
        return reverse(page, args=[address.token])

    def code(self) -> str:
        address = SharedAddressFactory(place=self.place, resource=self.room)
        return reverse("here", args=[address.token])


@pytest.fixture
def scene():
    place = PlaceFactory(boitron=True)
    room = ResourceFactory(place=place, meeting_room=True)
    holder = PersonFactory(
        name="Hortense Vasseur", email="hortense@exemple.example", shows_name_to_others=True
    )
    now = timezone.now()
    private_fields = {
        "resource": room,
        "booked_for": holder,
        "purpose": "Rachat discret",
        "guests": ["Ignace Delatour"],
        "attendees": 2,
        "is_private": True,
    }
    return Scene(
        room=room,
        holder=holder,
        neighbour=PersonFactory(name="Zacharie"),
        host=HostFactory(of=place, name="Maud"),
        now=BookingFactory(
            **private_fields,
            period=as_range((now - timedelta(minutes=5), now + timedelta(minutes=5))),
        ),
        tomorrow=BookingFactory(**private_fields, period=as_range(morning(day_ahead(1)))),
    )


def _words_in(text: str) -> list[str]:
    return [word for word in WORDS if word in text]


Visit = Callable[[Client, Scene], Any]

OF_THE_PUBLIC: dict[str, Visit] = {
    "« Où travailler ? »": lambda client, _scene: client.get(reverse("place_list")),
    "a search for that hour": lambda client, _scene: client.get(reverse("place_list"), wish()),
    "the page of the place": lambda client, scene: client.get(
        reverse("place_detail", args=[scene.place.slug]), wish()
    ),
    "the page of the commune": lambda client, scene: client.get(
        scene.place.commune.get_absolute_url()
    ),
}
OF_AN_ADDRESS: dict[str, Visit] = {
    "the screen of a door": lambda client, scene: client.get(scene.door("door")),
    "what changes on that screen": lambda client, scene: client.get(scene.door("door_fragment")),
    "the code to scan": lambda client, scene: client.get(scene.code()),
    "the calendar of the place": lambda client, scene: client.get(scene.calendar()),
    "the calendar of the room": lambda client, scene: client.get(
        scene.calendar(resource=scene.room)
    ),
}
OF_ANOTHER_PERSON: dict[str, tuple[int, Visit]] = {
    "what is taken, and free instead": (
        409,
        lambda client, scene: client.post(
            reverse("place_book", args=[scene.place.slug]), {**wish(), "espace": scene.room.pk}
        ),
    ),
    "the list to wait on": (
        200,
        lambda client, scene: client.get(reverse("place_wait", args=[scene.place.slug]), wish()),
    ),
    "their waits": (
        200,
        lambda client, scene: (
            WaitlistEntryFactory(resource=scene.room, person=scene.neighbour)
            and client.get(reverse("waitlist"))
        ),
    ),
    "their bookings": (200, lambda client, _scene: client.get(reverse("booking_list"))),
    "the booking": (
        404,
        lambda client, scene: client.get(address_of_booking("booking_detail", scene)),
    ),
    "its history": (
        404,
        lambda client, scene: client.get(address_of_booking("booking_history", scene)),
    ),
    "its guests": (
        404,
        lambda client, scene: client.get(address_of_booking("booking_guests", scene)),
    ),
    "its guests on the board": (
        404,
        lambda client, scene: client.get(
            reverse("host_guests", args=[scene.place.slug, scene.tomorrow.pk])
        ),
    ),
    "its file": (
        404,
        lambda client, scene: client.get(address_of_booking("booking_calendar", scene)),
    ),
    "the day of the host": (
        404,
        lambda client, scene: client.get(address_of_day("host_day", scene)),
    ),
    "the board": (404, lambda client, scene: client.get(address_of_day("host_board", scene))),
    "what the board draws": (
        404,
        lambda client, scene: client.get(address_of_day("host_board_state", scene)),
    ),
    "the message of the day": (
        404,
        lambda client, scene: client.get(address_of_day("host_write", scene)),
    ),
    "a series with guests": (404, lambda client, scene: client.get(address_of_series(scene))),
    "the calendar of a series": (
        404,
        lambda client, scene: client.get(address_of_series(scene, "series_calendar")),
    ),
    "the list of who waits": (
        404,
        lambda client, scene: (
            make_private_entry(scene)
            and client.get(reverse("host_waitlist", args=[scene.place.slug]))
        ),
    ),
    "the page of a place where a series is booked": (
        200,
        lambda client, scene: (
            address_of_series(scene)
            and client.get(
                reverse("place_detail", args=[scene.place.slug]),
                {**wish(), "jour": day_ahead(3).isoformat()},
            )
        ),
    ),
}
OF_THE_HOST: dict[str, Visit] = {
    "the booking": lambda client, scene: client.get(address_of_booking("booking_detail", scene)),
    "the day": lambda client, scene: client.get(address_of_day("host_day", scene)),
    "the board": lambda client, scene: client.get(address_of_day("host_board", scene)),
    "a series": lambda client, scene: client.get(address_of_series(scene)),
    "the details of the board": lambda client, scene: client.get(
        reverse("host_move", args=[scene.place.slug, scene.tomorrow.pk])
    ),
}


def address_of_booking(page: str, scene: Scene) -> str:
    return reverse(page, args=[scene.tomorrow.pk])


def address_of_series(scene: Scene, page: str = "series_detail") -> str:
    """Two mornings that come back, with a guest."""
    rule = Recurrence(
        frequency="weekly", first_on=day_ahead(3), starts=9 * 60, ends=12 * 60, count=2
    )
    series = book_series(
        by=scene.holder,
        place=scene.place,
        resources=[scene.room.pk],
        recurrence=rule,
        purpose="Rachat discret",
        guests=["Ignace Delatour"],
        is_private=True,
    )
    return reverse(page, args=[series.pk])


def make_private_entry(scene: Scene) -> WaitlistEntry:
    return WaitlistEntryFactory(
        resource=scene.room, person=scene.holder, guests=["Ignace Delatour"], is_private=True
    )


def address_of_day(page: str, scene: Scene) -> str:
    return reverse(page, args=[scene.place.slug, day_ahead(1)])


@pytest.mark.parametrize("is_signed_in", [False, True])
@pytest.mark.parametrize("surface", [*OF_THE_PUBLIC, *OF_AN_ADDRESS])
def test_the_public_reads_neither_who_nor_why(client, scene, surface, is_signed_in):
    if is_signed_in:
        client.force_login(scene.neighbour)

    response = {**OF_THE_PUBLIC, **OF_AN_ADDRESS}[surface](client, scene)

    assert response.status_code == 200
    assert _words_in(response.content.decode()) == []


@pytest.mark.parametrize("surface", OF_ANOTHER_PERSON)
def test_another_person_reads_neither_who_nor_why(client, scene, surface):
    client.force_login(scene.neighbour)
    status, visit = OF_ANOTHER_PERSON[surface]

    response = visit(client, scene)

    assert response.status_code == status
    assert _words_in(response.content.decode()) == []


@pytest.mark.parametrize(
    ("surface", "words"),
    [
        ("the screen of a door", ["Vasseur"]),
        ("what changes on that screen", ["Vasseur"]),
        ("the calendar of the place", ["Vasseur", "Rachat"]),
        ("the calendar of the room", ["Vasseur", "Rachat"]),
    ],
)
def test_public_bookings_are_shown_there(client, scene, surface, words):
    Booking.objects.update(is_private=False)

    response = OF_AN_ADDRESS[surface](client, scene)

    assert _words_in(response.content.decode()) == words


@pytest.mark.parametrize("surface", OF_THE_HOST)
def test_a_host_reads_who_comes_with_whom_and_why(client, scene, surface):
    client.force_login(scene.host)

    page = OF_THE_HOST[surface](client, scene).content.decode()

    assert [word for word in PRIVATE_WORDS if word not in page] == []


def test_the_timeline_tells_the_host_the_same(client, scene):
    client.force_login(scene.host)

    bookings = client.get(address_of_day("host_board_state", scene)).json()["bookings"]
    [document] = [booking for booking in bookings if booking["id"] == str(scene.tomorrow.pk)]

    assert document["person_name"] == "Hortense Vasseur"
    assert document["detail"] == "2 personnes · avec Ignace Delatour · Rachat discret · privée"


def test_a_host_who_settles_a_private_request_reads_it(client, scene):
    BookingFactory(
        requested=True,
        resource=scene.room,
        booked_for=scene.holder,
        period=as_range(morning(day_ahead(2))),
        purpose="Rachat discret",
        guests=["Ignace Delatour"],
        is_private=True,
    )
    client.force_login(scene.host)

    page = client.get(reverse("host_requests", args=[scene.place.slug])).content.decode()

    assert [word for word in PRIVATE_WORDS if word not in page] == []


def test_its_person_reads_it_as_it_is_in_their_own_calendar_and_page(client, scene):
    address = make_address(by=scene.holder, kind=SharedAddress.Kind.CALENDAR, person=scene.holder)
    feed = client.get(reverse("calendar_feed", args=[address.token])).content.decode()
    client.force_login(scene.holder)
    page = client.get(address_of_booking("booking_detail", scene)).content.decode()

    assert "Rachat" in feed
    assert "Ignace Delatour" in page
    assert "Réservation privée" in page


def test_no_mail_to_others_tells_it(scene):
    """Neither a word to everybody of the day, nor the offer of what it leaves."""
    BookingFactory(
        resource=ResourceFactory(place=scene.place),
        booked_for=scene.neighbour,
        period=as_range(morning(day_ahead(1))),
    )
    entry = WaitlistEntryFactory(resource=scene.room, person=PersonFactory())
    write_to_visitors(
        by=scene.host,
        place=scene.place,
        day=day_ahead(1),
        subject="La porte",
        text="Passez par le jardin.",
        key=scene.tomorrow.pk,
    )
    cancel_booking(by=scene.host, booking=scene.tomorrow)
    offer_next(place=scene.place, period=entry.period)

    assert WaitlistEntry.objects.get().status == WaitlistEntry.Status.OFFERED
    mails = OutgoingMail.objects.exclude(recipient__in=[scene.holder.email, scene.host.email])
    assert {mail.recipient for mail in mails} == {scene.neighbour.email, entry.person.email}
    assert [_words_in(repr(mail.facts)) for mail in mails] == [[], []]


def test_what_is_booked_instead_stays_private(client, scene):
    other_room = ResourceFactory(meeting_room=True)
    cancel_booking(by=scene.host, booking=scene.tomorrow)
    starts, ends = morning(day_ahead(1))

    client.post(
        signed_action_path(
            "workspaces.book_instead",
            {
                "booking": str(scene.tomorrow.pk),
                "person": str(scene.holder.pk),
                "resource": str(other_room.pk),
                "starts": starts.isoformat(),
                "ends": ends.isoformat(),
            },
        )
    )

    booked = Booking.objects.get(place=other_room.place)
    assert (booked.is_private, booked.guests) == (True, ["Ignace Delatour"])


def test_the_statement_that_is_sent_to_an_organisation_says_that_it_is_private(client, scene):
    payer = PayerFactory(place=scene.place, people=[scene.holder])
    Charge.objects.create(
        booking=scene.tomorrow,
        payer=payer,
        amount_cents=800,
        explanation="half_day 1 800",
        status=Charge.Status.DUE,
    )
    client.force_login(scene.host)
    month = {"mois": f"{local_day(scene.tomorrow.period.lower):%Y-%m}"}

    file = client.get(reverse("host_payer_file", args=[scene.place.slug, payer.pk, "csv"]), month)
    page = client.get(reverse("host_payer", args=[scene.place.slug, payer.pk]), month)

    table = b"".join(file.streaming_content).decode() if file.streaming else file.content.decode()
    assert "Réservation privée" in table
    assert _words_in(table) == []
    assert "Vasseur" in page.content.decode()


def test_what_is_offered_to_who_waits_in_private_is_private(client):
    booking = BookingFactory(period=as_range(morning(day_ahead(1))))
    person = PersonFactory()
    client.force_login(person)
    resource = booking.resources.get()
    data = {
        "jour": day_ahead(1).isoformat(), "moment": "matin", "espace": str(resource.pk),
        "personnes": "1", "privee": "on",
    }  # fmt: skip

    client.post(reverse("place_wait", args=[booking.place.slug]), data)
    cancel_booking(by=booking.booked_for, booking=booking)
    offer_next(place=booking.place, period=booking.period)

    assert WaitlistEntry.objects.get(person=person).offer.is_private


def test_the_guests_of_a_wait_are_those_of_what_is_offered(client):
    booking = BookingFactory(
        resource=ResourceFactory(meeting_room=True), period=as_range(morning(day_ahead(1)))
    )
    person = PersonFactory()
    client.force_login(person)
    data = {
        "jour": day_ahead(1).isoformat(),
        "moment": "matin",
        "espace": str(booking.resources.get().pk),
        "personnes": "1",
        "mot": "Entretien",
        "invites": "Ignace  Delatour\n\nAda Lenoir",
    }
    invalid_answer = client.post(
        reverse("place_wait", args=[booking.place.slug]), {**data, "invites": "x" * 121}
    )
    assert invalid_answer.status_code == 422
    assert "x" * 121 in invalid_answer.text

    client.post(reverse("place_wait", args=[booking.place.slug]), data)
    cancel_booking(by=booking.booked_for, booking=booking)
    offer_next(place=booking.place, period=booking.period)

    offer = WaitlistEntry.objects.get(person=person).offer
    assert (offer.guests, offer.attendees) == (["Ignace Delatour", "Ada Lenoir"], 3)
    assert offer.purpose == "Entretien"
