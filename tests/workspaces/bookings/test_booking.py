"""Booking, cancelling and taking a cancellation back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.workspaces.booking_refusals.errors import (
    AttendeesInvalid,
    BeyondHorizon,
    InThePast,
    OffTheStep,
    OutsideOpeningHours,
    PeriodInvalid,
    PeriodTooLong,
    PlaceClosed,
    PlaceNotOpen,
    ResourceUnknown,
    Taken,
)
from bocage.workspaces.bookings.errors import NotRestorable, TooManyAttendees
from bocage.workspaces.bookings.operations.bookings import book_any, book_resource, book_resources
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.models import Booking, Hold, Place, ResourceKind
from bocage.workspaces.scheduling.alternatives import alternatives_to
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db


def test_booking_holds_the_resource_for_the_period():
    desk, person = ResourceFactory(), PersonFactory()

    booking = book_resource(by=person, resource=desk, period=morning(day_ahead(1)))

    assert booking.status == Booking.Status.CONFIRMED
    hold = Hold.objects.get()
    assert (hold.booking, hold.resource, hold.is_holding) == (booking, desk, True)
    assert hold.period == as_range(morning(day_ahead(1)))


def test_second_booking_is_refused_as_taken():
    desk = ResourceFactory()
    BookingFactory(resource=desk)

    with pytest.raises(Taken):
        book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))

    assert Booking.objects.count() == 1


def test_two_bookings_may_touch():
    desk = ResourceFactory()
    day = day_ahead(1)

    book_resource(by=PersonFactory(), resource=desk, period=hours(day, 540, 600))
    book_resource(by=PersonFactory(), resource=desk, period=hours(day, 600, 660))

    assert Booking.objects.count() == 2


def test_whole_day_spans_the_midday_break():
    desk = ResourceFactory()

    booking = book_resource(
        by=PersonFactory(), resource=desk, period=hours(day_ahead(1), 540, 1080)
    )

    assert booking.period == as_range(hours(day_ahead(1), 540, 1080))


def test_any_free_desk_is_the_first_that_is_free():
    first = ResourceFactory(position=1)
    second = ResourceFactory(place=first.place, position=2)
    BookingFactory(resource=first)

    booking = book_any(by=PersonFactory(), place=first.place, period=morning(day_ahead(1)))

    assert [hold.resource for hold in booking.holds.all()] == [second]


def test_any_free_desk_is_refused_without_one():
    desk = ResourceFactory()
    BookingFactory(resource=desk)

    with pytest.raises(Taken) as refusal:
        book_any(by=PersonFactory(), place=desk.place, period=morning(day_ahead(1)))

    assert alternatives_to(refusal.value)[0].period == afternoon(day_ahead(1))._replace(
        end=afternoon(day_ahead(1)).start + timedelta(hours=3, minutes=30)
    )


def test_the_whole_and_its_parts_keep_each_other_out():
    room = ResourceFactory(meeting_room=True)
    first_half = ResourceFactory(place=room.place, parent=room, kind=ResourceKind.MEETING_ROOM)
    second_half = ResourceFactory(place=room.place, parent=room, kind=ResourceKind.MEETING_ROOM)
    period = morning(day_ahead(1))

    book_resource(by=PersonFactory(), resource=first_half, period=period)
    with pytest.raises(Taken):
        book_resource(by=PersonFactory(), resource=room, period=period)
    book_resource(by=PersonFactory(), resource=second_half, period=period)

    booking = book_resource(by=PersonFactory(), resource=room, period=afternoon(day_ahead(1)))
    assert booking.holds.filter(is_implied=True).count() == 2
    with pytest.raises(Taken):
        book_resource(by=PersonFactory(), resource=second_half, period=afternoon(day_ahead(1)))


def test_the_whole_place_holds_everything():
    desk = ResourceFactory()
    place = ResourceFactory(place=desk.place, kind=ResourceKind.WHOLE_PLACE, name="Tout").place
    whole_place = place.resources.get(kind=ResourceKind.WHOLE_PLACE)

    book_resource(by=PersonFactory(), resource=whole_place, period=morning(day_ahead(1)))

    with pytest.raises(Taken):
        book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))


def test_a_part_added_later_is_held_with_its_whole():
    room = ResourceFactory(meeting_room=True)
    booking = book_resource(by=PersonFactory(), resource=room, period=morning(day_ahead(1)))

    part = ResourceFactory(place=room.place, parent=room)

    assert booking.holds.get(resource=part).is_implied
    with pytest.raises(Taken):
        book_resource(by=PersonFactory(), resource=part, period=morning(day_ahead(1)))


def test_several_rooms_are_one_booking():
    desk = ResourceFactory()
    room = ResourceFactory(place=desk.place, meeting_room=True)

    booking = book_resources(
        by=PersonFactory(),
        place=desk.place,
        resources=[room.pk, desk.pk, desk.pk],
        period=morning(day_ahead(1)),
        attendees=9,
    )

    assert {hold.resource for hold in booking.holds.all()} == {desk, room}


def test_several_rooms_are_all_booked_or_none():
    desk = ResourceFactory()
    room = ResourceFactory(place=desk.place, meeting_room=True)
    BookingFactory(resource=desk)

    with pytest.raises(Taken):
        book_resources(
            by=PersonFactory(),
            place=desk.place,
            resources=[room.pk, desk.pk],
            period=morning(day_ahead(1)),
        )

    assert Hold.objects.filter(resource=room).count() == 0


@pytest.mark.parametrize(
    ("period", "refusal", "sentence"),
    [
        (lambda: hours(day_ahead(1), 8 * 60, 10 * 60), OutsideOpeningHours, None),
        (lambda: hours(day_ahead(1), 780, 840), OutsideOpeningHours, None),
        (lambda: hours(day_ahead(-1), 540, 600), InThePast, None),
        (lambda: morning(day_ahead(91)), BeyondHorizon, None),
        (lambda: hours(day_ahead(1), 545, 600), OffTheStep, None),
        (lambda: (morning(day_ahead(1)).end, morning(day_ahead(1)).start), PeriodInvalid, None),
        (lambda: (morning(day_ahead(1)).start,) * 2, PeriodInvalid, None),
        (lambda: (morning(day_ahead(1)).start, None), PeriodInvalid, None),
        (lambda: (morning(day_ahead(1)).start, morning(day_ahead(2)).end), PeriodTooLong, None),
    ],
)
def test_periods_that_a_place_does_not_take(period, refusal, sentence):
    desk = ResourceFactory()

    with pytest.raises(refusal) as refused:
        book_resource(by=PersonFactory(), resource=desk, period=period())

    assert type(refused.value) is refusal
    assert Booking.objects.count() == 0


def test_outside_opening_hours_says_the_hours_of_the_day():
    desk = ResourceFactory()

    with pytest.raises(OutsideOpeningHours) as refused:
        book_resource(by=PersonFactory(), resource=desk, period=hours(day_ahead(1), 480, 600))

    assert str(refused.value.sentence).replace("\u00a0", " ") == (
        "Le lieu n’est pas ouvert à ces heures : demain, il ouvre 9 h – 12 h 30 et 14 h – 18 h."
    )


def test_closure_is_refused_with_its_reason():
    desk = ResourceFactory()
    ClosureFactory(place=desk.place, period=as_range(day_ahead(2)), reason="travaux de toiture")
    desk.place.refresh_from_db()

    with pytest.raises(PlaceClosed) as refused:
        book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(2)))

    assert str(refused.value.sentence).endswith("(travaux de toiture).")


def test_a_place_that_has_just_closed_takes_nobody():
    """The plan in memory is from before the closure: the database has the last word."""
    desk = ResourceFactory()
    ClosureFactory(place=desk.place, period=as_range(day_ahead(1)))

    with pytest.raises(PlaceClosed):
        book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))

    assert Booking.objects.count() == 0


def test_a_draft_takes_no_booking():
    desk = ResourceFactory(place=PlaceFactory(status=Place.Status.DRAFT))

    with pytest.raises(PlaceNotOpen):
        book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))


def test_a_resource_of_another_place_is_unknown():
    desk, foreign_desk = ResourceFactory(), ResourceFactory()

    with pytest.raises(ResourceUnknown):
        book_resources(
            by=PersonFactory(),
            place=desk.place,
            resources=[foreign_desk.pk],
            period=morning(day_ahead(1)),
        )


def test_an_inactive_resource_is_unknown():
    desk = ResourceFactory(is_active=False)

    with pytest.raises(ResourceUnknown):
        book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))


def test_more_people_than_seats():
    room = ResourceFactory(meeting_room=True)

    with pytest.raises(TooManyAttendees):
        book_resource(by=PersonFactory(), resource=room, period=morning(day_ahead(1)), attendees=9)
    with pytest.raises(AttendeesInvalid):
        book_resource(by=PersonFactory(), resource=room, period=morning(day_ahead(1)), attendees=0)


def test_sent_twice_is_one_booking():
    desk, person = ResourceFactory(), PersonFactory()
    second_desk = ResourceFactory(place=desk.place)
    details = {"by": person, "place": desk.place, "period": morning(day_ahead(1))}

    first = book_any(**details, idempotency_key="clic")
    second = book_any(**details, idempotency_key="clic")

    assert first == second
    assert Hold.objects.count() == 1
    assert book_any(**details, idempotency_key="autre").holds.get().resource in {desk, second_desk}


def test_cancelling_frees_and_raises_the_sequence():
    desk = ResourceFactory()
    booking = BookingFactory(resource=desk)

    cancelled = cancel_booking(by=booking.booked_for, booking=booking)
    second_cancellation = cancel_booking(by=booking.booked_for, booking=booking)

    assert (cancelled.status, cancelled.sequence) == (Booking.Status.CANCELLED, 1)
    assert second_cancellation.sequence == 1
    assert not Hold.objects.filter(is_holding=True).exists()
    book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))


def test_restoring_holds_again():
    booking = BookingFactory()
    cancel_booking(by=booking.booked_for, booking=booking)

    restored = restore_booking(by=booking.booked_for, booking=booking)

    assert (restored.status, restored.sequence) == (Booking.Status.CONFIRMED, 2)
    assert Hold.objects.get().is_holding


def test_restoring_what_somebody_took_is_refused():
    desk = ResourceFactory()
    booking = BookingFactory(resource=desk)
    cancel_booking(by=booking.booked_for, booking=booking)
    book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))

    with pytest.raises(Taken):
        restore_booking(by=booking.booked_for, booking=booking)

    booking.refresh_from_db()
    assert booking.status == Booking.Status.CANCELLED


def test_restoring_too_late_is_refused():
    booking = BookingFactory()
    cancel_booking(by=booking.booked_for, booking=booking)

    with pytest.raises(NotRestorable):
        restore_booking(
            by=booking.booked_for, booking=booking, now=timezone.now() + timedelta(minutes=11)
        )
