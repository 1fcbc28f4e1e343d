"""Bookings made at a door: they are nobody's, and hold as any other."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from bocage.foundation.models import OutgoingMail
from bocage.workspaces.booking_refusals.errors import OutsideOpeningHours, PeriodInvalid, Taken
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.front_desk.day_list import day_list
from bocage.workspaces.front_desk.door_state import door_state
from bocage.workspaces.front_desk.errors import AddressRevoked, NotTakenAtTheDoor
from bocage.workspaces.front_desk.operations.doors import book_at_the_door, end_at_the_door
from bocage.workspaces.front_desk.operations.shared_addresses import revoke_address
from bocage.workspaces.models import Booking, OutsideCalendar, OutsideEvent, Visit
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    ResourceFactory,
    SharedAddressFactory,
    as_range,
    day_ahead,
    hours,
    morning,
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
    booking = BookingFactory(at_the_door=True)

    with pytest.raises(TypeError):
        _ = booking.holder


def test_the_day_list_tells_what_was_taken_at_the_door_and_calls_nobody_new():
    booking = BookingFactory(at_the_door=True)

    listing = day_list(booking.place, day_ahead(1))

    assert [visit.name for group in listing.groups for visit in group.visits] == ["Pris à la porte"]
    assert listing.first_visits == 0


def test_the_host_reads_it_and_cancels_it_without_a_mail(client):
    booking = BookingFactory(at_the_door=True)
    host = HostFactory(of=booking.place)
    client.force_login(host)

    page = client.get(reverse("booking_detail", args=[booking.pk]))
    file = client.get(reverse("booking_calendar", args=[booking.pk]))
    question = client.get(reverse("host_cancel", args=[booking.place.slug, booking.pk]))
    cancelled = cancel_booking(by=host, booking=booking)

    assert "Pris à la porte" in page.content.decode()
    assert file.status_code == 404
    assert question.status_code == 200
    assert cancelled.status == Booking.Status.CANCELLED
    assert OutgoingMail.objects.count() == 0


def test_nobody_is_its_holder_by_mistake():
    booking = BookingFactory(at_the_door=True)

    assert not PersonFactory().has_perm("workspaces.see_booking", booking)


# Taking a room at its door

MINUTE = timedelta(minutes=1)


@pytest.fixture
def door():
    room = ResourceFactory(meeting_room=True)
    return SharedAddressFactory(door=True, resource=room)


def take(door, *, minutes=30, key="1", at=None):
    now = at or morning(day_ahead(0)).start
    return book_at_the_door(door=door, minutes=minutes, idempotency_key=key, now=now)


def test_a_room_is_taken_at_its_door_from_this_minute(door, today):
    booking = take(door, minutes=60, at=today.start + timedelta(minutes=3, seconds=40))

    assert (booking.status, booking.door, booking.booked_for) == (
        Booking.Status.CHECKED_IN,
        door,
        None,
    )
    assert booking.period.lower == today.start + 3 * MINUTE
    assert booking.period.upper == today.start + 63 * MINUTE
    assert booking.holds.get().is_holding
    assert Visit.objects.get().booking == booking


def test_pressed_twice_it_is_taken_once(door, today):
    assert take(door) == take(door, at=today.start + MINUTE)
    assert Booking.objects.count() == 1


@pytest.mark.parametrize("minutes", [0, -30, 45, 90, 10_000])
def test_a_door_offers_half_an_hour_or_an_hour(door, minutes):
    with pytest.raises(PeriodInvalid):
        take(door, minutes=minutes)


def test_a_room_that_is_booked_soon_is_taken_for_as_long_as_it_is_free(door, today):
    period = hours(day_ahead(0), 9 * 60 + 40, 11 * 60)
    BookingFactory(resource=door.resource, period=as_range(period))

    assert door_state(door, now=today.start).choices == (30,)
    with pytest.raises(Taken):
        take(door, minutes=60)
    assert take(door, minutes=30).period.upper == today.start + 30 * MINUTE


def test_a_door_takes_nothing_over_the_closing_hour_nor_in_a_closure(door, today):
    with pytest.raises(OutsideOpeningHours):
        take(door, at=today.end - 20 * MINUTE)
    ClosureFactory(place=door.place, period=as_range(day_ahead(0)))
    door.place.refresh_from_db()
    with pytest.raises(OutsideOpeningHours):
        take(door)


@pytest.mark.parametrize(
    "rules", [{"needs_approval": True}, {"audience": "hosts"}, {"requires_introduction": True}]
)
def test_a_room_that_wants_an_agreement_is_not_taken_at_its_door(rules, today):
    room = ResourceFactory(meeting_room=True, rules=rules)
    door = SharedAddressFactory(door=True, resource=room)

    assert door_state(door, now=today.start).choices == ()
    with pytest.raises(NotTakenAtTheDoor):
        take(door)


def test_a_screen_that_was_taken_away_takes_nothing(door, today):
    revoke_address(by=HostFactory(of=door.place), address=door)

    with pytest.raises(AddressRevoked):
        take(door)
    with pytest.raises(AddressRevoked):
        end_at_the_door(door=door, now=today.start)


def test_what_was_taken_is_given_back_at_the_same_door_and_no_other(door, today):
    booking = take(door, minutes=60)
    assert end_at_the_door(door=SharedAddressFactory(door=True), now=today.start) is None

    end_at_the_door(door=door, now=today.start + 10 * MINUTE)

    booking.refresh_from_db()
    assert (booking.status, booking.ended_at) == (
        Booking.Status.COMPLETED,
        today.start + 10 * MINUTE,
    )
    assert end_at_the_door(door=door, now=today.start + 11 * MINUTE) is None
    assert take(door, key="2", at=today.start + 12 * MINUTE).status == Booking.Status.CHECKED_IN


def test_a_booking_of_a_person_is_not_ended_at_the_door(door, today):
    booking = BookingFactory(
        resource=door.resource, period=as_range(today), status=Booking.Status.CHECKED_IN
    )

    assert end_at_the_door(door=door, now=today.start) is None
    booking.refresh_from_db()
    assert booking.status == Booking.Status.CHECKED_IN


# Display of the screen


def test_a_free_room_says_until_when_and_what_comes(door, today):
    later = hours(day_ahead(0), 11 * 60, 12 * 60)
    BookingFactory(resource=door.resource, period=as_range(later))

    state = door_state(door, now=today.start)

    assert (state.state, state.until, state.choices) == ("free", "11\xa0h", (30, 60))
    assert state.following == "11\xa0h\xa0– 12\xa0h · Réservé"


def test_names_are_shown_by_the_wish_of_the_person_and_never_of_what_is_private(door, today):
    visible = PersonFactory(name="Ada Visible", shows_name_to_others=True)
    shy = PersonFactory(name="Zoé Discrète", shows_name_to_others=False)
    names = []
    for person, is_private in ((visible, False), (visible, True), (shy, False)):
        booking = BookingFactory(
            resource=door.resource,
            booked_for=person,
            is_private=is_private,
            purpose="Entretien d’embauche",
            period=as_range(today),
        )
        state = door_state(door, now=today.start)
        names.append(state.person_name)
        assert "Entretien" not in repr(state)
        booking.delete()

    assert names == ["Ada Visible", "Réservé", "Réservé"]


def test_a_closed_place_says_when_it_opens(door, today):
    assert door_state(door, now=today.start - MINUTE).state == "closed"
    assert door_state(door, now=today.start - MINUTE).until == "9\xa0h"
    assert door_state(door, now=today.end).until == "14\xa0h"
    assert door_state(door, now=hours(day_ahead(0), 1200, 1260).start).until == ""


def test_an_outside_calendar_and_a_part_keep_a_room(door, today):
    half = ResourceFactory(place=door.place, parent=door.resource, name="Moitié")
    BookingFactory(resource=half, period=as_range(hours(day_ahead(0), 540, 570)))
    calendar = OutsideCalendar.objects.create(
        place=door.place,
        resource=door.resource,
        name="Mairie",
        url="https://agenda.exemple.example/a.ics",
    )
    OutsideEvent.objects.create(
        calendar=calendar,
        resource=door.resource,
        uid="1",
        period=as_range(hours(day_ahead(0), 600, 630)),
    )

    assert door_state(door, now=today.start).person_name == "Réservé"
    assert door_state(door, now=today.start + 60 * MINUTE).person_name == "Occupé"
    with pytest.raises(Taken):
        take(door, at=today.start + 60 * MINUTE)


def test_the_version_changes_with_what_is_shown_alone(door, today):
    first = door_state(door, now=today.start)
    assert door_state(door, now=today.start + MINUTE).version == first.version

    take(door)
    assert door_state(door, now=today.start).version != first.version


def test_a_state_takes_the_same_queries_for_one_booking_and_for_three(
    door, django_assert_num_queries, today
):
    for starts in (540, 600, 660):
        BookingFactory(
            resource=door.resource, period=as_range(hours(day_ahead(0), starts, starts + 30))
        )
        door_state(door, now=today.start)
        with django_assert_num_queries(3):
            door_state(door, now=today.start)
