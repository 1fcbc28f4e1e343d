"""Rules that PostgreSQL enforces by itself, whatever the code does."""

import pgtrigger
import pytest
from django.db import IntegrityError, connection, transaction

from bocage.foundation.db.constraints import constraint_of
from bocage.workspaces.models import Booking, Closure, Hold, Resource
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db


def broken_rule(write):
    """The name of the rule that a write breaks, deferred ones included."""
    with pytest.raises(IntegrityError) as refused:
        _write_to_the_end(write)
    return constraint_of(refused.value)


@transaction.atomic
def _write_to_the_end(write):
    write()
    connection.check_constraints()


def test_two_holds_of_one_resource_do_not_meet():
    booking = BookingFactory()
    resource = booking.resources.get()

    rule = broken_rule(lambda: BookingFactory(resource=resource))

    assert rule == "workspaces_hold_no_overlap"


def test_a_booking_that_holds_has_a_hold():
    booking = BookingFactory()

    assert broken_rule(booking.holds.all().delete) == "workspaces_booking_owns_a_hold"


def test_a_hold_follows_its_booking_whatever_the_update():
    booking = BookingFactory()
    cancelled = {"status": "cancelled", "cancelled_at": booking.created_at}

    Booking.objects.filter(pk=booking.pk).update(**cancelled, cancelled_because="holder")
    assert not Hold.objects.get().is_holding
    Hold.objects.update(is_holding=True)
    assert not Hold.objects.get().is_holding

    Booking.objects.update(status="confirmed", cancelled_at=None, cancelled_because="")
    Booking.objects.update(period=as_range(afternoon(day_ahead(1))))
    assert Hold.objects.get().is_holding
    assert Hold.objects.get().period == as_range(afternoon(day_ahead(1)))


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (lambda _booking: {"attendees": 0}, "workspaces_booking_attendees_positive"),
        (lambda _booking: {"status": "cancelled"}, "workspaces_booking_cancellation_dated"),
        (
            lambda booking: {
                "period": booking.period.__class__(
                    booking.period.lower, booking.period.lower.replace(year=2080), "[)"
                )
            },
            "workspaces_booking_period_not_too_long",
        ),
        (
            lambda booking: {"period": booking.period.__class__(booking.period.lower, None, "[)")},
            "workspaces_booking_period_finite",
        ),
        (lambda booking: {"period": type(booking.period)(empty=True)}, None),
    ],
)
def test_bookings_that_make_no_sense(change, rule):
    booking = BookingFactory()

    constraint = broken_rule(
        lambda: Booking.objects.filter(pk=booking.pk).update(**change(booking))
    )

    assert constraint == rule if rule else constraint


def test_a_hold_is_in_the_place_of_its_booking_and_covers_it():
    booking = BookingFactory()
    second_desk = ResourceFactory(place=booking.place)

    def hold(resource, period):
        return lambda: Hold.objects.create(booking=booking, resource=resource, period=period)

    assert broken_rule(hold(ResourceFactory(), booking.period)) == (
        "workspaces_hold_in_the_place_booked"
    )
    assert broken_rule(hold(second_desk, as_range(afternoon(day_ahead(1))))) == (
        "workspaces_hold_covers_its_booking"
    )


def test_a_closure_leaves_no_booking_behind():
    booking = BookingFactory()

    rule = broken_rule(lambda: ClosureFactory(place=booking.place, period=as_range(day_ahead(1))))

    assert rule == "workspaces_closure_meets_no_booking"


def test_no_booking_meets_a_closure_of_its_place_or_of_its_resource():
    desk = ResourceFactory()
    ClosureFactory(place=desk.place, period=as_range(day_ahead(2)))
    ClosureFactory(place=desk.place, resource=desk, period=as_range(morning(day_ahead(1))))

    assert broken_rule(lambda: BookingFactory(resource=desk)) == "workspaces_hold_meets_no_closure"
    assert (
        broken_rule(lambda: BookingFactory(resource=desk, period=as_range(morning(day_ahead(2)))))
        == "workspaces_booking_meets_no_closure"
    )


def test_a_closure_of_a_whole_holds_for_its_parts():
    room = ResourceFactory()
    part = ResourceFactory(place=room.place, parent=room)
    whole_place = ResourceFactory(place=room.place, kind="whole_place")
    tomorrow, later = as_range(day_ahead(1)), as_range(day_ahead(2))
    BookingFactory(resource=part)

    def closes(resource):
        return lambda: ClosureFactory(place=room.place, resource=resource, period=tomorrow)

    assert broken_rule(closes(room)) == "workspaces_closure_meets_no_booking"
    assert broken_rule(closes(whole_place)) == "workspaces_closure_meets_no_booking"

    ClosureFactory(place=room.place, resource=room, period=later)
    morning_after = as_range(morning(day_ahead(2)))
    rule = broken_rule(lambda: BookingFactory(resource=part, period=morning_after))
    assert rule == "workspaces_hold_meets_no_closure"


@pytest.fixture
def half():
    """The half of a room, booked tomorrow, when the room closes: closures made when those of a
    whole were not yet of its parts have left such bookings behind."""
    room = ResourceFactory()
    half = ResourceFactory(place=room.place, parent=room)
    BookingFactory(resource=half)
    with pgtrigger.ignore("workspaces.Closure:meet_no_booking"):
        ClosureFactory(place=room.place, resource=room, period=as_range(day_ahead(1)))
        connection.check_constraints()
    return half


def test_a_booking_that_an_old_closure_left_behind_hinders_no_new_resource(half):
    place = half.place

    other_room = ResourceFactory(place=place)
    part_of_half = ResourceFactory(place=place, parent=half)
    other_half = ResourceFactory(place=place, parent=half.parent)
    whole_place = ResourceFactory(place=place, kind="whole_place")

    assert [
        space.holds.count() for space in (half, other_room, part_of_half, other_half, whole_place)
    ] == [
        1,
        0,
        1,
        0,
        0,
    ]


def test_a_booking_that_an_old_closure_left_behind_hinders_no_move_in_the_tree(half):
    room, place = half.parent, half.place
    moving, second_room = ResourceFactory(place=place), ResourceFactory(place=place)

    for parent, holds in [(second_room, 0), (room, 0), (half, 1), (None, 0)]:
        moving.parent = parent
        moving.save()
        assert moving.holds.count() == holds
    Resource.objects.filter(pk=room.pk).update(parent=second_room)
    Resource.objects.filter(pk=half.pk).update(parent=None)

    assert half.holds.count() == 1


def test_what_an_old_closure_left_behind_meets_no_other_closure(half):
    room, place = half.parent, half.place
    desk, attic = ResourceFactory(place=place), ResourceFactory(place=place)
    for closed in (desk, attic):
        ClosureFactory(place=place, resource=closed, period=as_range(day_ahead(1)))
    resources = Resource.objects

    rules = [
        broken_rule(lambda: resources.filter(pk=desk.pk).update(parent=half)),
        broken_rule(lambda: resources.filter(pk=half.pk).update(parent=attic)),
        broken_rule(lambda: resources.filter(pk=room.pk).update(parent=attic)),
        broken_rule(lambda: resources.filter(pk=attic.pk).update(kind="whole_place")),
    ]

    assert set(rules) == {"workspaces_hold_meets_no_closure"}
    assert broken_rule(lambda: BookingFactory(resource=half, period=as_range(day_ahead(1)))) == (
        "workspaces_hold_meets_no_closure"
    )


def test_who_books_a_whole_meets_the_closures_of_what_becomes_its_part():
    room = ResourceFactory()
    part, desk = ResourceFactory(place=room.place, parent=room), ResourceFactory(place=room.place)
    BookingFactory(resource=room)
    ClosureFactory(place=room.place, resource=desk, period=as_range(day_ahead(1)))

    def becomes_part_of(whole):
        return lambda: Resource.objects.filter(pk=desk.pk).update(parent=whole)

    for whole in (room, part):
        assert broken_rule(becomes_part_of(whole)) == "workspaces_hold_meets_no_closure"


def test_parts_make_a_tree_within_one_place():
    room = ResourceFactory()
    part = ResourceFactory(place=room.place, parent=room)
    foreign_room = ResourceFactory()
    rooms = Resource.objects.filter(pk=room.pk)

    assert broken_rule(lambda: rooms.update(parent=part)) == (
        "workspaces_resource_parents_make_a_tree"
    )
    assert broken_rule(lambda: rooms.update(parent=foreign_room)) == (
        "workspaces_resource_parent_in_same_place"
    )
    assert broken_rule(lambda: rooms.update(place=foreign_room.place)) == (
        "workspaces_resource_stays_in_its_place"
    )


def test_a_closure_of_a_resource_is_of_its_place():
    rule = broken_rule(lambda: ClosureFactory(resource=ResourceFactory(), place=PlaceFactory()))

    assert rule == "workspaces_closure_resource_in_same_place"
    assert not Closure.objects.exists()


def test_a_part_that_moves_is_held_with_its_new_whole_alone():
    first, second = (ResourceFactory(place=place) for place in [PlaceFactory()] * 2)
    part = ResourceFactory(place=first.place, parent=first)
    of_first = BookingFactory(resource=first)
    of_second = BookingFactory(resource=second, period=as_range(afternoon(day_ahead(1))))

    part.parent = second
    part.save()

    assert {hold.booking for hold in part.holds.all()} == {of_second}
    assert of_first.holds.count() == 1
