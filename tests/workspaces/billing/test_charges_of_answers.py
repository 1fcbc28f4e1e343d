"""Charges of what is accepted, as of what is booked at once: once, on a pass where there is one.

What is refused, withdrawn, lapsed or declined costs nothing.
"""

import pytest

from bocage.workspaces.bookings.errors import NotRestorable, RequestAlreadyDecided
from bocage.workspaces.bookings.operations.bookings import book_resource
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.bookings.operations.requests import (
    accept_request,
    lapse_requests,
    refuse_request,
)
from bocage.workspaces.models import Booking, BookingRules, Charge, Pass, Place
from bocage.workspaces.waitlist.operations.offers import offer_next
from bocage.workspaces.waitlist.operations.waitlist import accept_offer, decline_offer, lapse_offers
from tests.people.factories import PersonFactory
from tests.workspaces.bookings.test_races import outcomes, race
from tests.workspaces.factories import (
    BookingFactory,
    HostFactory,
    PassFactory,
    PayerFactory,
    ResourceFactory,
    TariffFactory,
    WaitlistEntryFactory,
    as_range,
    day_ahead,
    morning,
)

pytestmark = pytest.mark.django_db

Status = Booking.Status
DUE, COVERED, VOID = Charge.Status.DUE, Charge.Status.COVERED, Charge.Status.VOID


@pytest.fixture
def desk():
    """A desk at eight euros the half-day."""
    desk = ResourceFactory()
    TariffFactory(place=desk.place)
    return desk


@pytest.fixture
def host(desk):
    return HostFactory(of=desk.place)


def request_booking(desk, person, day=1):
    period = as_range(morning(day_ahead(day)))
    return BookingFactory(resource=desk, booked_for=person, requested=True, period=period)


def make_offer(desk, person, day=1):
    entry = WaitlistEntryFactory(
        resource=desk, person=person, period=as_range(morning(day_ahead(day)))
    )
    offer_next(place=desk.place, period=entry.period)
    entry.refresh_from_db()
    return entry


def book_by_request(desk, person, host, day=1):
    return accept_request(by=host, booking=request_booking(desk, person, day))


def book_by_offer(desk, person, host, day=1):
    return accept_offer(by=person, entry=make_offer(desk, person, day))


def book_directly(desk, person, host, day=1):
    return book_resource(by=person, resource=desk, period=morning(day_ahead(day)))


WAYS = [book_by_request, book_by_offer]


def facts_of(charge):
    """Returns all the fields of a charge except its booking."""
    return (
        charge.status,
        charge.amount_cents,
        charge.explanation,
        charge.half_days,
        charge.used_pass_id,
        charge.payer_id,
    )


@pytest.mark.parametrize("way", WAYS)
def test_what_is_accepted_is_charged_as_what_is_booked_at_once(desk, host, person, way):
    immediate_booking = book_directly(desk, person, host, day=2)

    booking = way(desk, person, host)

    [charge] = Charge.objects.filter(booking=booking)
    assert (charge.status, charge.amount_cents) == (DUE, 800)
    assert facts_of(charge) == facts_of(Charge.objects.get(booking=immediate_booking))


@pytest.mark.parametrize("way", WAYS)
def test_a_pass_pays_once_for_what_is_accepted(desk, host, person, way):
    PassFactory(product__place=desk.place, person=person, half_days_left=3)

    booking = way(desk, person, host)

    charge = Charge.objects.get(booking=booking)
    assert (charge.status, charge.half_days) == (COVERED, 1)
    assert Pass.objects.get().half_days_left == 2


@pytest.mark.parametrize("way", WAYS)
def test_the_organisation_of_the_person_pays_for_what_is_accepted(desk, host, person, way):
    payer = PayerFactory(place=desk.place, people=[person])

    assert Charge.objects.get(booking=way(desk, person, host)).payer == payer


@pytest.mark.parametrize("way", WAYS)
def test_what_is_accepted_in_a_free_place_costs_nothing(person, way):
    desk = ResourceFactory()

    booking = way(desk, person, HostFactory(of=desk.place))

    assert booking.status == Status.CONFIRMED
    assert not Charge.objects.exists()


def test_accepting_and_taking_twice_charges_once(desk, host, person):
    PassFactory(product__place=desk.place, person=person, half_days_left=5)
    request, entry = request_booking(desk, person), make_offer(desk, person, day=2)
    for _attempt in range(2):
        accept_request(by=host, booking=request)
        accept_offer(by=person, entry=entry)

    assert Charge.objects.count() == 2
    assert Pass.objects.get().half_days_left == 3


def test_what_comes_to_nothing_is_not_charged(desk, host, person):
    person_pass = PassFactory(product__place=desk.place, person=person, half_days_left=5)
    refused, withdrawn, unanswered = (request_booking(desk, person, day) for day in (1, 2, 3))
    refuse_request(by=host, request=refused, reason="Non")
    cancel_booking(by=person, booking=withdrawn)
    lapse_requests(now=unanswered.lapses_at)
    declined, lapsed = make_offer(desk, person, 4), make_offer(desk, person, 5)
    decline_offer(by=person, entry=declined)
    lapse_offers(now=lapsed.offer.lapses_at)

    assert not Charge.objects.exists()
    person_pass.refresh_from_db()
    assert person_pass.half_days_left == 5
    assert not Booking.objects.holding().exists()


def test_the_rivals_of_what_is_accepted_are_not_charged(desk, host, person):
    rival = request_booking(desk, PersonFactory())

    booking = book_by_request(desk, person, host)

    rival.refresh_from_db()
    assert rival.status == Status.REFUSED
    assert [charge.booking for charge in Charge.objects.all()] == [booking]


def test_an_offer_that_becomes_a_request_is_charged_when_it_is_accepted(desk, host, person):
    BookingRules.objects.create(place=desk.place, resource=desk, needs_approval=True)
    desk.place.refresh_from_db()

    request = accept_offer(by=person, entry=make_offer(desk, person))
    assert request.status == Status.REQUESTED
    assert not Charge.objects.exists()

    accept_request(by=host, booking=request)
    assert Charge.objects.get().booking == request


def test_what_is_accepted_then_cancelled_and_restored_is_charged_once(desk, host, person):
    PassFactory(product__place=desk.place, person=person, half_days_left=2)
    booking = book_by_request(desk, person, host)

    cancel_booking(by=person, booking=booking)
    assert Charge.objects.get().status == VOID
    assert Pass.objects.get().half_days_left == 2

    restore_booking(by=person, booking=booking)
    assert Charge.objects.get().status == COVERED
    assert Pass.objects.get().half_days_left == 1


# Undoing a cancellation never confirms an unapproved request


def test_what_the_place_never_agreed_to_is_not_restored(desk, host, person):
    by_person, by_host = request_booking(desk, person), request_booking(desk, person, day=2)
    entry = make_offer(desk, person, day=3)
    cancel_booking(by=person, booking=by_person)
    cancel_booking(by=host, booking=by_host)
    cancel_booking(by=person, booking=entry.offer)

    for actor, booking in ((person, by_person), (host, by_host), (person, entry.offer)):
        with pytest.raises(NotRestorable):
            restore_booking(by=actor, booking=booking)
        booking.refresh_from_db()
        assert (booking.status, booking.confirmed_at) == (Status.CANCELLED, None)
    assert not Charge.objects.exists()
    assert not Booking.objects.holding().exists()


def test_what_was_refused_or_lapsed_is_not_restored(desk, host, person):
    refused, lapsed = request_booking(desk, person), request_booking(desk, person, day=2)
    refuse_request(by=host, request=refused, reason="Non")
    lapse_requests(now=lapsed.lapses_at)

    for booking in (refused, lapsed):
        with pytest.raises(NotRestorable):
            restore_booking(by=person, booking=booking)
    assert not Booking.objects.holding().exists()


def test_a_request_that_still_waits_is_not_confirmed_by_restoring_it(desk, person):
    request = request_booking(desk, person)

    assert restore_booking(by=person, booking=request).status == Status.REQUESTED


# In real threads


@pytest.mark.django_db(transaction=True)
def test_two_hosts_who_accept_the_same_request_charge_it_once(desk, host, person):
    PassFactory(product__place=desk.place, person=person, half_days_left=5)
    hosts = [host, HostFactory(of=desk.place)] * 3
    request = request_booking(desk, person)

    results = race(*[lambda by=by: accept_request(by=by, booking=request) for by in hosts])

    assert outcomes(results) == {"Booking": 6}
    assert Charge.objects.count() == 1
    assert Pass.objects.get().half_days_left == 4


@pytest.mark.django_db(transaction=True)
def test_an_offer_pressed_six_times_at_once_is_charged_once(desk, person):
    PassFactory(product__place=desk.place, person=person, half_days_left=5)
    entry = make_offer(desk, person)

    results = race(*[lambda: accept_offer(by=person, entry=entry)] * 6)

    assert outcomes(results) == {"Booking": 6}
    assert Charge.objects.count() == 1
    assert Pass.objects.get().half_days_left == 4


@pytest.mark.django_db(transaction=True)
def test_the_last_half_day_pays_for_one_of_what_is_accepted_at_once(desk, host, person):
    PassFactory(product__place=desk.place, person=person, half_days_left=1)
    requests = [request_booking(desk, person, day) for day in (1, 2, 3)]
    entries = [make_offer(desk, person, day) for day in (4, 5)]

    race(
        *[lambda request=request: accept_request(by=host, booking=request) for request in requests],
        *[lambda entry=entry: accept_offer(by=person, entry=entry) for entry in entries],
    )

    assert Pass.objects.get().half_days_left == 0
    assert sorted(Charge.objects.values_list("status", flat=True)) == [COVERED, *[DUE] * 4]


@pytest.mark.django_db(transaction=True)
def test_accepting_and_withdrawing_at_once_leaves_nothing_due(desk, host, person):
    PassFactory(product__place=desk.place, person=person, half_days_left=5)
    request = request_booking(desk, person)

    cancelled, accepted = race(
        lambda: cancel_booking(by=person, booking=request),
        lambda: accept_request(by=host, booking=request),
    )

    assert isinstance(cancelled, Booking)
    assert isinstance(accepted, Booking | RequestAlreadyDecided)
    assert not Charge.objects.exclude(status=VOID).exists()
    assert Pass.objects.get().half_days_left == 5


def test_an_offer_keeps_to_the_quota_of_the_place(desk, person):
    BookingRules.objects.create(place=desk.place, hours_per_week=4)
    desk.place.refresh_from_db()
    day = next(day for day in range(2, 9) if day_ahead(day).weekday() == 1)
    BookingFactory(resource=desk, booked_for=person, period=as_range(morning(day_ahead(day))))
    period = as_range(morning(day_ahead(day + 1)))
    first = WaitlistEntryFactory(resource=desk, person=person, period=period)
    second = WaitlistEntryFactory(resource=desk, period=period)

    entries = offer_next(place=Place.objects.get(pk=desk.place_id), period=period)

    assert entries == [second]
    first.refresh_from_db()
    assert first.status == "waiting"
