"""Changes of the guests of an existing booking."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.workspaces.booking_refusals.errors import AttendeesInvalid
from bocage.workspaces.bookings.errors import (
    ChangedMeanwhile,
    GuestsInvalid,
    GuestsNotChangeable,
    TooManyAttendees,
)
from bocage.workspaces.bookings.facts import calendar_of
from bocage.workspaces.bookings.history import history_of
from bocage.workspaces.bookings.operations.bookings import book_resources
from bocage.workspaces.bookings.operations.guests import change_guests
from bocage.workspaces.front_desk.day_list import day_list
from bocage.workspaces.front_desk.operations.presence import check_out, note_arrival
from bocage.workspaces.models import Booking, Visit
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import outcomes, race
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PlaceFactory,
    ResourceFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status


@pytest.fixture
def room():
    return ResourceFactory(place=PlaceFactory(boitron=True), meeting_room=True)


@pytest.fixture
def booking(room):
    return BookingFactory(resource=room, guests=["Ada Morel", "Élie Petit"], attendees=3)


def change(booking, guests, **details):
    details.setdefault("by", booking.booked_for)
    return change_guests(booking=booking, guests=guests, **details)


def people_of(booking):
    booking.refresh_from_db()
    return booking.guests, booking.attendees


def test_a_guest_is_added_another_renamed_and_a_third_leaves(booking):
    change(booking, ["Ada Morel-Roy", "Zoé  Lenoir ", "", "Béla Kun"])
    assert people_of(booking) == (["Ada Morel-Roy", "Zoé Lenoir", "Béla Kun"], 4)

    change(booking, [])
    assert people_of(booking) == ([], 1)


@pytest.mark.parametrize(
    ("before", "guests", "attendees", "after"),
    [
        ((["Ada"], 2), ["Ada", "Béla"], None, 3),
        ((["Ada"], 2), [], None, 1),
        (([], 6), ["Ada"], None, 6),
        ((["Ada"], 6), [], None, 6),
        (([], 2), ["Ada", "Béla", "Zoé"], None, 4),
        ((["Ada"], 2), ["Ada"], 5, 5),
        ((["Ada"], 5), ["Ada"], 2, 2),
        ((["Ada"], 2), ["Ada", "Béla"], 1, 3),
    ],
)
def test_number_of_people_follows_the_names_unless_it_is_set(
    room, before, guests, attendees, after
):
    booking = BookingFactory(resource=room, guests=before[0], attendees=before[1])

    change(booking, guests, attendees=attendees)

    assert people_of(booking) == (guests, after)


@pytest.mark.parametrize(
    ("guests", "attendees", "refusal"),
    [
        (["x" * 121], None, GuestsInvalid),
        (["nul \0"], None, GuestsInvalid),
        (["Ada"] * 8, None, TooManyAttendees),
        (["Ada"] * 500, None, TooManyAttendees),
        ([], 9, TooManyAttendees),
        ([], 10**12, TooManyAttendees),
        ([], 0, AttendeesInvalid),
        ([], -3, AttendeesInvalid),
    ],
)
def test_what_cannot_be_changes_nothing(booking, guests, attendees, refusal):
    with pytest.raises(refusal):
        change(booking, guests, attendees=attendees)

    assert people_of(booking) == (["Ada Morel", "Élie Petit"], 3)
    assert booking.sequence == 0


def test_hostile_names_are_kept_as_the_text_that_is_seen(booking):
    script, reversed_name, invisible_name = (
        "<script>alert(1)</script>",
        "Ada\u202e leroM\x1b[31m",
        "\u200b\u200d ",
    )

    change(booking, [script, reversed_name, invisible_name, "نیما\u200cزاده"])

    assert people_of(booking)[0] == [script, "Ada leroM[31m", "نیما\u200cزاده"]


def test_desk_with_a_guest_is_refused():
    desk = ResourceFactory(name="Poste 1")
    booking = BookingFactory(resource=desk)

    with pytest.raises(TooManyAttendees, match=r"^Poste 1 compte 1 place\.$"):
        change(booking, ["Ada"])


def test_several_spaces_seat_people_together(room):
    desk = ResourceFactory(place=room.place)
    booking = book_resources(
        by=PersonFactory(),
        place=room.place,
        resources=[room.pk, desk.pk],
        period=morning(day_ahead(1)),
    )

    change(booking, ["Ada"] * 8)
    with pytest.raises(TooManyAttendees):
        change(booking, ["Ada"] * 9)

    assert people_of(booking)[1] == 9


def test_a_room_that_has_lost_seats_since_lets_people_leave_it(room, booking):
    Booking.objects.update(attendees=8)
    room.capacity = 4
    room.save()

    change(booking, ["Ada"], attendees=7)
    assert people_of(booking) == (["Ada"], 7)
    with pytest.raises(TooManyAttendees):
        change(booking, ["Ada"], attendees=8)


@pytest.mark.parametrize("status", [Status.REQUESTED, Status.CONFIRMED, Status.CHECKED_IN])
def test_what_is_asked_for_booked_or_under_way_may_change(booking, status):
    now = timezone.now()
    changes = {"status": status, "period": as_range((now - timedelta(hours=1), now + timedelta(1)))}
    if status == Status.REQUESTED:
        changes["lapses_at"] = now + timedelta(hours=1)
    Booking.objects.update(**changes)

    change(booking, ["Ada"])

    assert people_of(booking) == (["Ada"], 2)


@pytest.mark.parametrize(
    "changes",
    [
        {"status": "cancelled", "cancelled_at": timezone.now(), "cancelled_because": "holder"},
        {"status": "refused"},
        {"status": "lapsed"},
        {"status": "completed"},
        {"status": "no_show"},
        {"status": "offered", "lapses_at": timezone.now() + timedelta(hours=1)},
        {"period": as_range((timezone.now() - timedelta(hours=2), timezone.now()))},
    ],
    ids=["cancelled", "refused", "lapsed", "completed", "absent", "offered", "over"],
)
def test_what_is_over_or_does_not_stand_keeps_who_came(booking, changes):
    Booking.objects.update(**changes)

    with pytest.raises(GuestsNotChangeable):
        change(booking, ["Ada"])

    assert people_of(booking) == (["Ada Morel", "Élie Petit"], 3)


def test_the_host_may_and_a_stranger_may_not(booking):
    change(booking, ["Ada"], by=HostFactory(of=booking.place))
    for stranger in (PersonFactory(), HostFactory(of=ResourceFactory().place)):
        with pytest.raises(NotAllowed):
            change(booking, [], by=stranger)

    assert people_of(booking) == (["Ada"], 2)


def test_who_has_come_already_is_counted_again(booking):
    now = timezone.now()
    Booking.objects.update(period=as_range((now, now + timedelta(hours=1))))
    booking.refresh_from_db()
    host = HostFactory(of=booking.place)
    note_arrival(by=host, booking=booking)

    change(booking, ["Ada", "Béla", "Zoé"], by=host)

    assert Visit.objects.get().people == 4
    check_out(by=host, booking=booking)
    assert Visit.objects.get().people == 4


def test_the_day_of_the_host_tells_whom_they_bring_now(booking):
    change(booking, ["Zoé Lenoir"])

    bookings_of_day = day_list(booking.place, day_ahead(1))
    [visit] = bookings_of_day.groups[0].visits
    assert (visit.with_others, visit.guests) == ("2 personnes", "avec Zoé Lenoir")
    assert bookings_of_day.people == 2


def test_nobody_is_written_to_and_calendars_tell_how_many_come(booking):
    changed = change(booking, ["Zoé Lenoir"])

    assert not OutgoingMail.objects.exists()
    loaded = Booking.objects.select_related("place__commune", "booked_for").with_resources()
    [event] = Calendar.from_ical(calendar_of(loaded.get())).walk("VEVENT")
    assert (int(event["SEQUENCE"]), changed.sequence) == (1, 1)
    assert "2 personnes" in str(event["DESCRIPTION"])
    assert "Zoé" not in str(event["DESCRIPTION"])


@pytest.mark.django_db(transaction=True)  # the clock of the database distinguishes transactions
def test_the_history_tells_who_came_in_and_who_left(booking):
    change(booking, ["Élie Petit", "Ada Morel"])
    change(booking, ["Élie Petit", "Zoé Lenoir", "Béla Kun"])

    assert [moment.label for moment in history_of(booking, reader=booking.booked_for)] == [
        "Réservée",
        "Pour 4 au lieu de 3",
        "Invités ajoutés\u00a0: Zoé Lenoir, Béla Kun",
        "Invité retiré\u00a0: Ada Morel",
    ]


# Twice, and at once.


def test_the_same_written_twice_is_written_once(booking):
    change(booking, ["Ada"], expected_sequence=0)
    change(booking, ["Ada"], expected_sequence=0)

    assert people_of(booking) == (["Ada"], 2)
    assert booking.sequence == 1


def test_names_read_before_a_change_do_not_replace_it(booking):
    change(booking, ["Ada"], expected_sequence=0)

    with pytest.raises(ChangedMeanwhile):
        change(booking, ["Béla"], expected_sequence=0)
    assert people_of(booking) == (["Ada"], 2)


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_wins_and_the_other_is_refused(booking):
    host = HostFactory(of=booking.place)

    def write(by, name):
        return lambda: change_guests(by=by, booking=booking, guests=[name], expected_sequence=0)

    results = race(write(booking.booked_for, "Ada"), write(host, "Béla"))

    assert outcomes(results) == {"Booking": 1, "ChangedMeanwhile": 1}
    [winner] = [result for result in results if isinstance(result, Booking)]
    assert people_of(booking) == (winner.guests, 2)
    assert booking.sequence == 1


def test_a_change_takes_as_many_statements_whoever_comes(booking, django_assert_num_queries):
    by = booking.booked_for

    for guests in (["Ada"], ["Ada", "Béla", "Zoé", "Élie", "Jean", "Luc", "Eve"]):
        with django_assert_num_queries(5):  # savepoint, booking, spaces, write, release
            change(booking, guests, by=by)
