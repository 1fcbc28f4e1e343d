"""Reminders before a booking, when and as each person prefers."""

from datetime import timedelta

import pytest

from bocage.foundation.errors import NotAllowed
from bocage.foundation.models import OutgoingMail
from bocage.people.models import MessageChoice
from bocage.workspaces.bookings.operations.moves import move_booking
from bocage.workspaces.bookings.operations.reminders import choose_reminders, send_reminders
from bocage.workspaces.models import AccessNote, Booking
from bocage.workspaces.opening_hours.availability import instant
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    BookingFactory,
    ResourceFactory,
    afternoon,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

DAY = 3
EVENING_BEFORE = (DAY - 1, 17 * 60)


def make_booking(**details):
    made_on = instant(day_ahead(0), 0) - timedelta(days=1)
    return BookingFactory(
        period=as_range(morning(day_ahead(DAY))), **{"confirmed_at": made_on, **details}
    )


def _moment(days, minutes):
    return instant(day_ahead(days), minutes)


def test_the_day_before_unless_one_chose_otherwise(deliver_mails):
    booking = make_booking()

    assert send_reminders(now=_moment(*EVENING_BEFORE) - timedelta(seconds=1)) == 0
    assert send_reminders(now=_moment(*EVENING_BEFORE)) == 1
    assert send_reminders(now=_moment(*EVENING_BEFORE)) == 0

    [mail] = deliver_mails()
    assert mail.recipient == booking.booked_for.email
    assert "workspaces.cancel_booking:" in mail.text
    assert list(mail.attachments.all()) == []


def test_an_hour_before():
    booking = make_booking()
    choose_reminders(by=booking.booked_for, person=booking.booked_for, preference="hour_before")

    assert send_reminders(now=_moment(*EVENING_BEFORE)) == 0
    assert send_reminders(now=_moment(DAY, 8 * 60 - 1)) == 0
    assert send_reminders(now=_moment(DAY, 8 * 60)) == 1


def test_never():
    booking = make_booking()
    choose_reminders(by=booking.booked_for, person=booking.booked_for, preference="never")

    assert send_reminders(now=_moment(*EVENING_BEFORE)) == 0
    assert send_reminders(now=_moment(DAY, 8 * 60 + 30)) == 0


def test_an_hour_before_it_tells_how_to_get_in_to_its_spaces_alone(deliver_mails):
    booking = make_booking()
    save_notes(booking)
    choose_reminders(by=booking.booked_for, person=booking.booked_for, preference="hour_before")

    send_reminders(now=_moment(DAY, 8 * 60))

    [mail] = deliver_mails()
    assert "Porte\xa0: le code est 61A50" in mail.text
    assert "Wi-Fi\xa0: boitron" in mail.text
    assert "la remise" not in mail.text
    assert "une heure avant" not in mail.text


def test_the_day_before_it_says_when_the_page_will_tell_how_to_get_in(deliver_mails):
    booking = make_booking()
    save_notes(booking)

    send_reminders(now=_moment(*EVENING_BEFORE))

    [mail] = deliver_mails()
    assert "les donne une heure avant, dès 8\xa0h." in mail.text
    assert "61A50" not in repr(mail.facts) + mail.text


def test_where_nothing_opens_the_reminder_speaks_of_no_code(deliver_mails):
    make_booking()

    send_reminders(now=_moment(*EVENING_BEFORE))

    [mail] = deliver_mails()
    assert "Code, clé ou Wi-Fi" not in mail.text


def save_notes(booking):
    """The code of the place, the network of the desk, and the key of another space."""
    desk, second_desk = booking.holds.get().resource, ResourceFactory(place=booking.place)
    for kind, text, resource in (
        ("door", "le code est 61A50", None),
        ("network", "boitron", desk),
        ("key", "celle de la remise", second_desk),
    ):
        AccessNote.objects.create(place=booking.place, kind=kind, text=text, resource=resource)


def test_who_turned_the_messages_off_receives_none():
    booking = make_booking()
    MessageChoice.objects.create(person=booking.booked_for, channel="reminders", is_wanted=False)

    send_reminders(now=_moment(*EVENING_BEFORE))

    assert not OutgoingMail.objects.exists()


def test_booking_of_the_same_evening_has_no_reminder():
    make_booking(confirmed_at=_moment(*EVENING_BEFORE) + timedelta(minutes=1))

    assert send_reminders(now=_moment(DAY, 0)) == 0


@pytest.mark.parametrize("status", ["requested", "cancelled", "checked_in"])
def test_only_what_is_confirmed_and_not_begun_is_reminded(status):
    booking = make_booking()
    changes = {"status": status}
    if status == "requested":
        changes["lapses_at"] = booking.period.lower
    if status == "cancelled":
        changes |= {"cancelled_at": booking.confirmed_at, "cancelled_because": "host"}
    Booking.objects.filter(pk=booking.pk).update(**changes)

    assert send_reminders(now=_moment(*EVENING_BEFORE)) == 0
    assert send_reminders(now=_moment(DAY, 10 * 60)) == 0


def test_what_is_taken_at_a_door_reminds_nobody():
    BookingFactory(at_the_door=True, period=as_range(morning(day_ahead(DAY))))

    assert send_reminders(now=_moment(*EVENING_BEFORE)) == 0


def test_a_booking_that_moves_is_reminded_of_again():
    booking = make_booking()
    send_reminders(now=_moment(*EVENING_BEFORE))

    move_booking(by=booking.booked_for, booking=booking, period=afternoon(day_ahead(DAY + 2)))

    assert send_reminders(now=_moment(DAY + 1, 17 * 60)) == 1


def test_nobody_chooses_for_somebody_else():
    with pytest.raises(NotAllowed):
        choose_reminders(by=PersonFactory(), person=PersonFactory(), preference="never")


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_due_is_looked_for_in_one_query(count, django_assert_num_queries):
    for _number in range(count):
        make_booking()

    with django_assert_num_queries(1):
        send_reminders(now=_moment(0, 0))
