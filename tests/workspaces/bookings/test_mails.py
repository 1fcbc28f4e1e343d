"""Mails about bookings, and the statements that booking takes."""

import pytest
from icalendar import Calendar

from bocage.foundation.http.signed_actions import signed_action_path
from bocage.workspaces.bookings.operations.bookings import book_any, book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.hosting.operations.closures import close_place
from bocage.workspaces.models import Booking
from tests.people.factories import PersonFactory
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


def event_of(mail):
    [attachment] = mail.attachments.all()
    return Calendar.from_ical(bytes(attachment.content)).walk("VEVENT")[0]


def method_of(mail):
    [attachment] = mail.attachments.all()
    return str(Calendar.from_ical(bytes(attachment.content))["METHOD"])


def test_the_life_of_a_booking_in_mails(deliver_mails):
    desk = ResourceFactory(name="Poste 3", place=PlaceFactory(boitron=True))
    person = PersonFactory(name="Camille")
    booking = book_resource(by=person, resource=desk, period=morning(day_ahead(1)))
    cancel_booking(by=person, booking=booking)
    restore_booking(by=person, booking=booking)

    confirmed, cancelled, restored = deliver_mails()

    assert {mail.recipient for mail in (confirmed, cancelled, restored)} == {person.email}
    subject = confirmed.subject.replace("\u00a0", " ")
    assert subject.startswith("Télécentre de Boitron : c’est réservé, demain ")
    assert subject.endswith(", 9 h – 12 h 30")
    assert "61500" not in confirmed.subject
    assert [method_of(mail) for mail in (confirmed, cancelled, restored)] == [
        "REQUEST",
        "CANCEL",
        "REQUEST",
    ]
    events = [event_of(mail) for mail in (confirmed, cancelled, restored)]
    assert [int(event["SEQUENCE"]) for event in events] == [0, 1, 2]
    assert {str(event["UID"]) for event in events} == {f"{booking.pk}@bocage"}
    assert [event["DTSTART"].dt for event in events] == [morning(day_ahead(1)).start] * 3
    assert str(events[0]["SUMMARY"]) == "Poste 3 · Télécentre de Boitron"


def test_mails_speak_the_language_of_the_person(deliver_mails):
    desk = ResourceFactory()
    book_resource(by=PersonFactory(language="en"), resource=desk, period=morning(day_ahead(1)))

    [mail] = deliver_mails()

    assert "9:00–12:30" in mail.subject
    assert "/en/" in mail.text


def test_access_instructions_come_with_the_confirmation(deliver_mails):
    desk = ResourceFactory(place=PlaceFactory(access_instructions="La porte <bleue>"))
    book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))

    [mail] = deliver_mails()

    assert "La porte <bleue>" in mail.text
    assert "La porte &lt;bleue&gt;" in mail.html


def test_a_closure_tells_each_person_why(deliver_mails):
    desk = ResourceFactory()
    booking = BookingFactory(resource=desk)
    host = HostFactory(of=desk.place)

    close_place(
        by=host, place=desk.place, period=as_range(day_ahead(1)), reason="Travaux de toiture"
    )

    [mail] = deliver_mails()
    assert (mail.recipient, method_of(mail)) == (booking.booked_for.email, "CANCEL")
    assert "Travaux de toiture" in mail.text


def test_a_refused_booking_sends_nothing(deliver_mails):
    desk = ResourceFactory()
    BookingFactory(resource=desk)

    with pytest.raises(Exception, match="pris"):
        book_resource(by=PersonFactory(), resource=desk, period=morning(day_ahead(1)))

    assert deliver_mails() == []


def test_the_link_of_the_mail_asks_then_cancels(client):
    booking = BookingFactory()
    payload = {"booking": str(booking.pk), "person": str(booking.booked_for_id)}
    path = signed_action_path("workspaces.cancel_booking", payload)

    page = client.get(path)
    booking.refresh_from_db()
    assert (page.status_code, booking.status) == (200, Booking.Status.CONFIRMED)

    client.post(path)
    client.post(path)
    booking.refresh_from_db()
    assert (booking.status, booking.sequence) == (Booking.Status.CANCELLED, 1)


def test_the_link_of_somebody_else_cancels_nothing(client):
    booking = BookingFactory()
    payload = {"booking": str(booking.pk), "person": str(PersonFactory().pk)}

    client.post(signed_action_path("workspaces.cancel_booking", payload))

    booking.refresh_from_db()
    assert booking.status == Booking.Status.CONFIRMED


def test_booking_takes_seven_statements_mail_and_history_included(django_assert_num_queries):
    desk = ResourceFactory()
    people = PersonFactory.create_batch(2)
    book_resource(by=people[0], resource=desk, period=morning(day_ahead(1)))

    with django_assert_num_queries(BOOKING_STATEMENTS):
        book_resource(by=people[0], resource=desk, period=morning(day_ahead(2)))
    with django_assert_num_queries(BOOKING_STATEMENTS):
        book_any(by=people[1], place=desk.place, period=morning(day_ahead(3)))


def test_losing_again_takes_one_statement(django_assert_num_queries):
    desk = ResourceFactory()
    BookingFactory(resource=desk)
    loser = PersonFactory()
    from bocage.workspaces.booking_refusals.errors import Taken

    with django_assert_num_queries(9), pytest.raises(Taken):
        book_resource(by=loser, resource=desk, period=morning(day_ahead(1)))
    with django_assert_num_queries(1), pytest.raises(Taken):
        book_resource(by=loser, resource=desk, period=morning(day_ahead(1)))


BOOKING_STATEMENTS = 7
"""The look at what is free, the savepoint (the transaction itself in real life) and its
release, the booking, its hold, the mail, and the task that delivers it."""
