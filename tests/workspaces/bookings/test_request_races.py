"""Hosts, askers and the clock at once, in real threads: each request and each offer has one end."""

from datetime import timedelta

import pytest

from bocage.workspaces.booking_refusals.errors import Taken
from bocage.workspaces.bookings.errors import NotCancellable, RequestAlreadyDecided
from bocage.workspaces.bookings.operations.bookings import book_any, book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking
from bocage.workspaces.bookings.operations.requests import accept_request, lapse_requests
from bocage.workspaces.models import Booking, BookingSeries, Hold, Place, WaitlistEntry
from bocage.workspaces.scheduling.recurrence import Recurrence
from bocage.workspaces.series.operations.changes import cancel_series
from bocage.workspaces.series.operations.requests import accept_series
from bocage.workspaces.series.operations.series import book_series
from bocage.workspaces.waitlist.errors import OfferGone
from bocage.workspaces.waitlist.operations.offers import offer_next
from bocage.workspaces.waitlist.operations.waitlist import accept_offer, lapse_offers
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import fresh, outcomes, overlaps, race
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    ResourceFactory,
    WaitlistEntryFactory,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db(transaction=True)

Status = Booking.Status


def end_of(booking):
    return Booking.objects.get(pk=booking.pk).status


def test_two_hosts_accept_two_rivals():
    room = ResourceFactory(meeting_room=True)
    hosts = [HostFactory(of=room.place), HostFactory(of=room.place)]
    rivals = [BookingFactory(resource=room, requested=True) for _number in range(6)]

    results = race(
        *[
            lambda host=hosts[number % 2], booking=booking: accept_request(by=host, booking=booking)
            for number, booking in enumerate(rivals)
        ]
    )

    assert outcomes(results) == {"Booking": 1, "RequestAlreadyDecided": 5}
    assert sorted(end_of(rival) for rival in rivals) == ["confirmed", *["refused"] * 5]
    assert overlaps() == 0


def test_accepting_and_booking_the_same_hour():
    room = ResourceFactory(meeting_room=True)
    host = HostFactory(of=room.place)
    request = BookingFactory(resource=room, requested=True)
    person = PersonFactory()

    results = race(
        lambda: accept_request(by=host, booking=request),
        lambda: book_resource(by=person, resource=fresh(room), period=morning(day_ahead(1))),
    )

    assert outcomes(results) == {"Booking": 1, "Taken": 1}
    assert isinstance(next(result for result in results if isinstance(result, Exception)), Taken)
    assert Hold.objects.filter(is_holding=True).count() == 1


def test_accepting_and_lapsing():
    room = ResourceFactory(meeting_room=True)
    host = HostFactory(of=room.place)
    request = BookingFactory(resource=room, requested=True)
    just_before = request.lapses_at - timedelta(seconds=1)

    accepted, _lapsed = race(
        lambda: accept_request(by=host, booking=request, now=just_before),
        lambda: lapse_requests(now=request.lapses_at),
    )

    if isinstance(accepted, RequestAlreadyDecided):
        assert end_of(request) == Status.LAPSED
    else:
        assert end_of(request) == Status.CONFIRMED
    assert isinstance(accepted, Booking | RequestAlreadyDecided)


def test_cancelling_and_accepting():
    room = ResourceFactory(meeting_room=True)
    host = HostFactory(of=room.place)
    request = BookingFactory(resource=room, requested=True)

    cancelled, accepted = race(
        lambda: cancel_booking(by=request.booked_for, booking=request),
        lambda: accept_request(by=host, booking=request),
    )

    # Whoever comes first, the person has withdrawn in the end.
    assert isinstance(cancelled, Booking)
    assert isinstance(accepted, Booking | RequestAlreadyDecided)
    assert end_of(request) == Status.CANCELLED
    assert not Hold.objects.filter(is_holding=True).exists()


def test_one_freed_slot_is_offered_once():
    desk = ResourceFactory()
    entries = [WaitlistEntryFactory(resource=desk) for _number in range(4)]

    results = race(
        *[lambda: offer_next(place=Place.objects.get(pk=desk.place_id), period=entries[0].period)]
        * 4
    )

    assert sum(len(result) for result in results) == 1
    assert [WaitlistEntry.objects.get(pk=entry.pk).status for entry in entries] == [
        "offered",
        *["waiting"] * 3,
    ]
    assert Hold.objects.filter(is_holding=True).count() == 1


def test_an_offer_and_a_booking_of_one_freed_slot():
    desk = ResourceFactory()
    entry = WaitlistEntryFactory(resource=desk)
    people = PersonFactory.create_batch(4)

    results = race(
        lambda: offer_next(place=Place.objects.get(pk=desk.place_id), period=entry.period),
        *[
            lambda person=person: book_resource(
                by=person, resource=fresh(desk), period=morning(day_ahead(1))
            )
            for person in people
        ],
    )

    assert set(outcomes(results)) <= {"list", "Booking", "Taken"}
    assert Hold.objects.filter(is_holding=True).count() == 1
    assert overlaps() == 0


def test_taking_an_offer_and_its_lapse():
    desk = ResourceFactory()
    entry = WaitlistEntryFactory(resource=desk)
    offer_next(place=desk.place, period=entry.period)
    offer = Booking.objects.get()
    just_before = offer.lapses_at - timedelta(seconds=1)

    outcome, _lapsed = race(
        lambda: accept_offer(by=entry.person, entry=entry, now=just_before),
        lambda: lapse_offers(now=offer.lapses_at),
    )

    status = WaitlistEntry.objects.get(pk=entry.pk).status
    if isinstance(outcome, OfferGone):
        assert (status, end_of(offer)) == ("lapsed", Status.LAPSED)
    else:
        assert (status, end_of(offer)) == ("booked", Status.CONFIRMED)


def test_taking_an_offer_and_cancelling_it():
    desk = ResourceFactory()
    entry = WaitlistEntryFactory(resource=desk)
    offer_next(place=desk.place, period=entry.period)
    offer = Booking.objects.get()

    results = race(
        lambda: accept_offer(by=entry.person, entry=entry),
        lambda: cancel_booking(by=entry.person, booking=offer),
    )

    assert {type(result) for result in results} <= {Booking, OfferGone, NotCancellable}
    assert end_of(offer) == Status.CANCELLED
    assert not Hold.objects.filter(is_holding=True).exists()


def requested_series(room):
    return book_series(
        by=PersonFactory(),
        place=fresh(room).place,
        resources=[room.pk],
        recurrence=Recurrence(
            frequency=BookingSeries.Frequency.WEEKLY,
            first_on=day_ahead(1),
            starts=9 * 60,
            ends=12 * 60,
            count=4,
        ),
    )


def test_two_hosts_accept_two_rival_series():
    room = ResourceFactory(meeting_room=True, rules={"needs_approval": True})
    hosts = [HostFactory(of=room.place), HostFactory(of=room.place)]
    rivals = [requested_series(room) for _number in range(2)]

    results = race(
        *[
            lambda host=host, series=series: accept_series(by=host, series=series)
            for host, series in zip(hosts, rivals, strict=True)
        ]
    )

    assert outcomes(results) == {"BookingSeries": 1, "RequestAlreadyDecided": 1}
    ends = [sorted(rival.bookings.values_list("status", flat=True)) for rival in rivals]
    assert sorted(ends) == [[Status.CONFIRMED] * 4, [Status.REFUSED] * 4]
    assert overlaps() == 0


def test_accepting_a_series_and_booking_one_of_its_dates():
    room = ResourceFactory(meeting_room=True, rules={"needs_approval": True})
    host, neighbour = HostFactory(of=room.place), HostFactory(of=room.place)
    series = requested_series(room)

    accepted, booked = race(
        lambda: accept_series(by=host, series=series),
        lambda: book_resource(by=neighbour, resource=fresh(room), period=morning(day_ahead(8))),
    )

    assert isinstance(accepted, BookingSeries)
    status = series.bookings.get(occurs_on=day_ahead(8)).status
    assert status == (Status.REFUSED if isinstance(booked, Booking) else Status.CONFIRMED)
    assert series.bookings.filter(status=Status.CONFIRMED).count() >= 3
    assert overlaps() == 0


def test_accepting_and_withdrawing_a_series():
    room = ResourceFactory(meeting_room=True, rules={"needs_approval": True})
    host = HostFactory(of=room.place)
    series = requested_series(room)

    accepted, withdrawn = race(
        lambda: accept_series(by=host, series=series),
        lambda: cancel_series(by=series.booked_for, series=series),
    )

    assert isinstance(withdrawn, BookingSeries)
    assert isinstance(accepted, BookingSeries | RequestAlreadyDecided)
    assert not series.bookings.exclude(status=Status.CANCELLED).exists()
    assert not Hold.objects.filter(is_holding=True).exists()


def test_desks_waited_for_together_are_offered_together_or_not_at_all():
    first = ResourceFactory()
    ResourceFactory(place=first.place)
    entry = WaitlistEntryFactory(resource=None, place=first.place, kind="desk", attendees=2)
    people = PersonFactory.create_batch(2)
    tomorrow = morning(day_ahead(1))

    race(
        lambda: offer_next(place=Place.objects.get(pk=first.place_id), period=tomorrow),
        lambda: offer_next(place=Place.objects.get(pk=first.place_id), period=tomorrow),
        *[
            lambda person=person: book_any(
                by=person, place=Place.objects.get(pk=first.place_id), period=tomorrow
            )
            for person in people
        ],
    )

    offers = Booking.objects.filter(status=Status.OFFERED)
    held_count = Hold.objects.filter(booking__in=offers, is_holding=True).count()
    assert (offers.count(), held_count) in {(0, 0), (1, 2)}
    entry.refresh_from_db()
    assert entry.status == ("offered" if held_count else "waiting")
    assert overlaps() == 0
