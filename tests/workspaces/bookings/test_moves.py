"""Moves of a booking: holds, permissions, refusals, notifications; and races."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone
from icalendar import Calendar

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.booking_refusals.errors import (
    InThePast,
    OffTheStep,
    OutsideOpeningHours,
    PeriodInvalid,
    PlaceClosed,
    ResourceUnknown,
    Taken,
    TooSoon,
)
from bocage.workspaces.bookings.errors import (
    AnswerTooLate,
    ChangedMeanwhile,
    MoveNeedsApproval,
    NotMovable,
    TooManyAttendees,
)
from bocage.workspaces.bookings.operations.bookings import book_resource, book_resources
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.models import Booking, Hold
from bocage.workspaces.scheduling.alternatives import alternatives_to
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import fresh, outcomes, overlaps, race
from tests.workspaces.factories import (
    BookingFactory,
    ClosureFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db


def holds_of(booking):
    """Returns the holds of a booking: names of the resources, and their periods."""
    rows = Hold.objects.filter(booking=booking, is_holding=True).order_by("resource__name")
    return [(hold.resource.name, hold.period) for hold in rows.select_related("resource")]


@pytest.fixture
def desk():
    return ResourceFactory(name="Poste 1")


@pytest.fixture
def booking(desk):
    return BookingFactory(resource=desk)


def test_a_booking_moves_in_time(booking):
    updated = move_booking(by=booking.booked_for, booking=booking, period=afternoon(day_ahead(1)))

    assert updated.period == as_range(afternoon(day_ahead(1)))
    assert holds_of(updated) == [("Poste 1", as_range(afternoon(day_ahead(1))))]
    assert (updated.pk, updated.sequence) == (booking.pk, booking.sequence + 1)


def test_a_booking_is_stretched_over_itself(booking):
    longer_period = hours(day_ahead(1), 9 * 60, 16 * 60)

    updated = move_booking(by=booking.booked_for, booking=booking, period=longer_period)

    assert holds_of(updated) == [("Poste 1", as_range(longer_period))]


def test_what_is_left_is_free_for_others(desk, booking):
    move_booking(by=booking.booked_for, booking=booking, period=afternoon(day_ahead(1)))

    rival = book_resource(by=PersonFactory(), resource=fresh(desk), period=morning(day_ahead(1)))

    assert rival.status == Booking.Status.CONFIRMED


def test_a_booking_moves_to_another_space_where_each_is_taken_at_the_other_time(desk, booking):
    """Poste 1 in the morning to Poste 2 in the afternoon, with both others' hours taken."""
    second = ResourceFactory(place=desk.place, name="Poste 2")
    BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))
    BookingFactory(resource=second, period=as_range(morning(day_ahead(1))))

    updated = move_booking(
        by=booking.booked_for,
        booking=booking,
        period=afternoon(day_ahead(1)),
        resources=[second.pk],
    )

    assert holds_of(updated) == [("Poste 2", as_range(afternoon(day_ahead(1))))]


def test_the_parts_follow_their_whole():
    room = ResourceFactory(meeting_room=True, name="Salle")
    halves = [ResourceFactory(place=room.place, parent=room, name=name) for name in ("Nord", "Sud")]
    booth = ResourceFactory(place=room.place, name="Cabine")
    booking = book_resource(by=PersonFactory(), resource=fresh(booth), period=morning(day_ahead(1)))

    def move_to(*resources):
        move_booking(
            by=booking.booked_for,
            booking=booking,
            resources=[resource.pk for resource in resources],
        )
        return [name for name, _period in holds_of(booking)]

    assert move_to(room) == ["Nord", "Salle", "Sud"]
    assert move_to(halves[0]) == ["Nord"]
    assert move_to(room, halves[1]) == ["Nord", "Salle", "Sud"]
    assert move_to(room, booth) == ["Cabine", "Nord", "Salle", "Sud"]
    assert move_to(booth) == ["Cabine"]
    requested = Hold.objects.filter(booking=booking, is_implied=False).values_list("resource__name")
    assert list(requested) == [("Cabine",)]


def test_a_move_where_a_part_is_taken_leaves_everything_as_it_was(booking):
    room = ResourceFactory(place=booking.place, meeting_room=True)
    part = ResourceFactory(place=booking.place, parent=room)
    BookingFactory(resource=part)

    with pytest.raises(Taken):
        move_booking(by=booking.booked_for, booking=booking, resources=[room.pk])

    assert holds_of(booking) == [("Poste 1", as_range(morning(day_ahead(1))))]
    assert Booking.objects.get(pk=booking.pk).sequence == booking.sequence


def test_a_move_to_what_is_taken_tells_what_is_free(desk, booking):
    second = ResourceFactory(place=desk.place, name="Poste 2")
    BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))

    with pytest.raises(Taken) as refused:
        move_booking(by=booking.booked_for, booking=booking, period=afternoon(day_ahead(1)))

    first = alternatives_to(refused.value)[0]
    assert (first.resource_id, first.period) == (second.pk, afternoon(day_ahead(1)))
    assert holds_of(booking) == [("Poste 1", as_range(morning(day_ahead(1))))]


def test_a_move_to_where_it_is_changes_and_tells_nothing(booking, deliver_mails):
    updated = move_booking(by=booking.booked_for, booking=booking, period=morning(day_ahead(1)))

    assert updated.sequence == booking.sequence
    assert deliver_mails() == []


def test_the_history_tells_both_periods_and_the_space_that_was_left(booking):
    second = ResourceFactory(place=booking.place, name="Poste 2")

    move_booking(
        by=booking.booked_for,
        booking=booking,
        period=afternoon(day_ahead(1)),
        resources=[second.pk],
    )

    events_table = apps.get_model("workspaces", "BookingEvent")
    events = events_table.objects.filter(pgh_obj=booking).order_by("pgh_id")
    assert list(events.values_list("pgh_label", "period")) == [
        ("insert", as_range(morning(day_ahead(1)))),
        ("update", as_range(afternoon(day_ahead(1)))),
    ]
    released = Hold.pgh_event_model.objects.filter(booking=booking)
    assert [(event.pgh_label, event.resource.name) for event in released] == [("delete", "Poste 1")]


# Permissions and rules.


def test_others_may_not_move_it(booking):
    with pytest.raises(NotAllowed):
        move_booking(by=PersonFactory(), booking=booking, period=afternoon(day_ahead(1)))
    with pytest.raises(NotAllowed):
        move_booking(
            by=HostFactory(of=PlaceFactory()), booking=booking, period=afternoon(day_ahead(1))
        )


def test_the_holder_moves_until_it_begins_and_the_host_until_it_ends(desk):
    now = timezone.now()
    begun_booking = BookingFactory(
        resource=desk, period=as_range((now - timedelta(hours=1), now + timedelta(hours=1)))
    )
    host = HostFactory(of=desk.place)

    with pytest.raises(NotMovable):
        move_booking(
            by=begun_booking.booked_for, booking=begun_booking, period=afternoon(day_ahead(1))
        )
    updated = move_booking(by=host, booking=begun_booking, period=afternoon(day_ahead(1)))

    assert updated.period == as_range(afternoon(day_ahead(1)))


@pytest.mark.parametrize("status", ["offered", "completed", "no_show", "refused", "lapsed"])
def test_what_does_not_stand_is_not_moved(booking, status):
    due = {"lapses_at": timezone.now()} if status == "offered" else {}
    Booking.objects.update(status=status, **due)

    with pytest.raises(NotMovable):
        move_booking(
            by=HostFactory(of=booking.place), booking=booking, period=afternoon(day_ahead(1))
        )


def test_what_is_cancelled_or_over_is_not_moved(booking):
    host = HostFactory(of=booking.place)
    past_booking = BookingFactory(
        resource=booking.resources.get(), period=as_range(morning(day_ahead(-2)))
    )
    cancel_booking(by=host, booking=booking)

    for refused_booking in (booking, past_booking):
        with pytest.raises(NotMovable):
            move_booking(by=host, booking=refused_booking, period=afternoon(day_ahead(1)))


@pytest.mark.parametrize(
    ("period", "refusal"),
    [
        (lambda: hours(day_ahead(1), 13 * 60, 16 * 60), OutsideOpeningHours),
        (lambda: hours(day_ahead(1), 9 * 60 + 7, 11 * 60), OffTheStep),
        (lambda: morning(day_ahead(-1)), InThePast),
        (lambda: (timezone.make_naive(timezone.now()),) * 2, PeriodInvalid),
        (lambda: tuple(reversed(morning(day_ahead(1)))), PeriodInvalid),
    ],
)
def test_the_holder_is_bound_by_the_rules(booking, period, refusal):
    with pytest.raises(refusal):
        move_booking(by=booking.booked_for, booking=booking, period=period())


def test_notice_and_step_bind_the_holder_and_not_the_host():
    place = PlaceFactory(rules={"notice_minutes": 48 * 60})
    booking = BookingFactory(resource=ResourceFactory(place=place))
    odd_period = hours(day_ahead(1), 9 * 60 + 10, 11 * 60)

    with pytest.raises(TooSoon):
        move_booking(by=booking.booked_for, booking=booking, period=afternoon(day_ahead(1)))
    updated = move_booking(by=HostFactory(of=place), booking=booking, period=odd_period)

    assert updated.period == as_range(odd_period)


def test_hours_and_closures_bind_the_host_too(booking):
    host = HostFactory(of=booking.place)
    ClosureFactory(place=booking.place, period=as_range(day_ahead(3)))
    booking.place.refresh_from_db()

    with pytest.raises(PlaceClosed):
        move_booking(by=host, booking=booking, period=morning(day_ahead(3)))
    with pytest.raises(OutsideOpeningHours):
        move_booking(by=host, booking=booking, period=hours(day_ahead(1), 0, 60))
    with pytest.raises(InThePast):
        move_booking(by=host, booking=booking, period=morning(day_ahead(-1)))


def test_a_space_of_another_place_or_too_small_or_forged(booking):
    foreign_desk = ResourceFactory()
    host = HostFactory(of=booking.place)
    inactive_desk = ResourceFactory(place=booking.place, is_active=False)

    for resources in ([foreign_desk.pk], [inactive_desk.pk], [booking.pk], []):
        with pytest.raises(ResourceUnknown):
            move_booking(by=host, booking=booking, resources=resources)
    Booking.objects.update(attendees=2)
    with pytest.raises(TooManyAttendees):
        move_booking(by=host, booking=booking, period=afternoon(day_ahead(1)))


def test_what_the_place_agreed_to_only_shrinks():
    room = ResourceFactory(meeting_room=True, rules={"needs_approval": True})
    booking = BookingFactory(resource=room)
    shorter_period = hours(day_ahead(1), 10 * 60, 11 * 60)

    with pytest.raises(MoveNeedsApproval):
        move_booking(by=booking.booked_for, booking=booking, period=afternoon(day_ahead(1)))
    assert move_booking(by=booking.booked_for, booking=booking, period=shorter_period).sequence == 1
    updated = move_booking(
        by=HostFactory(of=room.place), booking=booking, period=afternoon(day_ahead(1))
    )
    assert updated.sequence == 2


def test_a_request_moves_and_holds_nothing_still(booking, deliver_mails):
    Booking.objects.update(status="requested", lapses_at=timezone.now() + timedelta(days=1))

    updated = move_booking(by=booking.booked_for, booking=booking, period=afternoon(day_ahead(1)))

    assert holds_of(updated) == []
    assert Hold.objects.get().period == as_range(afternoon(day_ahead(1)))
    [mail] = deliver_mails()
    assert not mail.attachments.exists()


def request_for(room, period, **details):
    return BookingFactory(requested=True, resource=room, period=as_range(period), **details)


def test_a_request_that_moves_waits_until_its_new_start_at_most():
    room = ResourceFactory(meeting_room=True, rules={"needs_approval": True})
    request = request_for(room, afternoon(day_ahead(2)))

    updated = move_booking(by=request.booked_for, booking=request, period=morning(day_ahead(1)))

    assert updated.lapses_at == morning(day_ahead(1)).start


def test_request_moved_away_lapses_as_long_after_its_creation_as_the_rules_allow():
    rules = {"needs_approval": True, "answer_within_hours": 72}
    request = request_for(ResourceFactory(meeting_room=True, rules=rules), morning(day_ahead(1)))

    updated = move_booking(by=request.booked_for, booking=request, period=morning(day_ahead(20)))

    assert updated.lapses_at == request.created_at + timedelta(hours=72)


def test_a_request_does_not_move_to_what_has_begun():
    room = ResourceFactory(meeting_room=True, rules={"needs_approval": True})
    request = request_for(room, afternoon(day_ahead(1)))
    tomorrow = morning(day_ahead(1))

    for by in (request.booked_for, HostFactory(of=room.place)):
        with pytest.raises(AnswerTooLate):
            move_booking(by=by, booking=request, period=tomorrow, now=tomorrow.start)


# Notifications.


def test_person_receives_a_mail_with_the_calendar_event(booking, deliver_mails):
    host = HostFactory(of=booking.place)

    move_booking(by=host, booking=booking, period=afternoon(day_ahead(1)))

    [mail] = deliver_mails()
    [attachment] = mail.attachments.all()
    calendar = Calendar.from_ical(bytes(attachment.content))
    [event] = calendar.walk("VEVENT")
    assert mail.recipient == booking.booked_for.email
    assert str(calendar["METHOD"]) == "REQUEST"
    assert str(event["UID"]) == booking.calendar_uid
    assert int(event["SEQUENCE"]) == 1
    assert event["DTSTART"].dt == afternoon(day_ahead(1)).start
    text = mail.text.replace("\u00a0", " ")
    assert "Le lieu a déplacé votre réservation." in text
    assert "9 h – 12 h 30, Poste 1." in text


def test_a_booking_moved_is_reminded_again(booking):
    Booking.objects.update(reminded_at=timezone.now())

    updated = move_booking(by=booking.booked_for, booking=booking, period=afternoon(day_ahead(1)))

    assert updated.reminded_at is None


# Concurrency.


def test_a_booking_seen_in_another_state_is_not_moved(booking):
    move_booking(by=booking.booked_for, booking=booking, period=afternoon(day_ahead(1)))

    with pytest.raises(ChangedMeanwhile):
        move_booking(
            by=booking.booked_for,
            booking=booking,
            period=morning(day_ahead(2)),
            expected_sequence=booking.sequence,
        )


@pytest.mark.django_db(transaction=True)
def test_two_hosts_move_the_same_booking_at_once():
    booking = BookingFactory()
    hosts = [HostFactory(of=booking.place) for _number in range(2)]

    results = race(
        *[
            lambda host=host, day=day: move_booking(
                by=host, booking=booking, period=morning(day_ahead(day)), expected_sequence=0
            )
            for host, day in zip(hosts, (2, 3), strict=True)
        ]
    )

    assert outcomes(results) == {"Booking": 1, "ChangedMeanwhile": 1}
    assert Booking.objects.get().sequence == 1
    assert overlaps() == 0


@pytest.mark.django_db(transaction=True)
def test_two_bookings_move_to_the_same_hour_at_once():
    desk = ResourceFactory()
    bookings = [
        BookingFactory(resource=desk, period=as_range(morning(day_ahead(day)))) for day in (1, 2)
    ]

    results = race(
        *[
            lambda moving=booking: move_booking(
                by=moving.booked_for, booking=moving, period=morning(day_ahead(3))
            )
            for booking in bookings
        ]
    )

    assert outcomes(results) == {"Booking": 1, "Taken": 1}
    assert overlaps() == 0


@pytest.mark.django_db(transaction=True)
def test_a_booking_that_cannot_move_never_loses_its_place():
    """Its target is taken: the old period stays held, and is not offered to the waiting list."""
    desk, rival = ResourceFactory(), None
    booking = BookingFactory(resource=desk)
    rival = BookingFactory(resource=desk, period=as_range(afternoon(day_ahead(1))))
    people = PersonFactory.create_batch(6)

    results = race(
        lambda: move_booking(
            by=booking.booked_for, booking=booking, period=afternoon(day_ahead(1))
        ),
        *[
            lambda person=person: book_resources(
                by=person,
                place=fresh(desk).place,
                resources=[desk.pk],
                period=morning(day_ahead(1)),
            )
            for person in people
        ],
    )

    assert outcomes(results) == {"Taken": 7}
    assert {hold.booking_id for hold in Hold.objects.all()} == {booking.pk, rival.pk}
