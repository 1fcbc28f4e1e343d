"""Tariffs, charges, payments and organisations, through the operations."""

import pytest
from django.db import transaction
from django.utils import timezone

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.billing.errors import NothingToPay, PayerExists, SiretInvalid, TariffInvalid
from bocage.workspaces.billing.operations.charges import change_charge, waive_charge
from bocage.workspaces.billing.operations.payers import (
    add_payer,
    add_payer_person,
    change_payer,
    remove_payer_person,
)
from bocage.workspaces.billing.operations.prices import (
    add_pass_product,
    record_payment,
    remove_tariff,
    sell_pass,
    set_tariff,
    undo_payment,
    withdraw_pass_product,
)
from bocage.workspaces.bookings.operations.bookings import book_resource, book_resources
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.models import Booking, BookingRules, Charge, Pass, Place, Tariff
from bocage.workspaces.place_plans.plans import plan_of
from bocage.workspaces.prices.pricing import FREE, Prices
from tests.people.factories import PersonFactory
from tests.workspaces.factories import (
    HostFactory,
    PassFactory,
    PassProductFactory,
    PayerFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    as_range,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db

DUE, PAID, COVERED, WAIVED, VOID = (
    Charge.Status.DUE,
    Charge.Status.PAID,
    Charge.Status.COVERED,
    Charge.Status.WAIVED,
    Charge.Status.VOID,
)


@pytest.fixture
def desk():
    """A desk at eight euros the half-day."""
    desk = ResourceFactory()
    TariffFactory(place=desk.place)
    return desk


@pytest.fixture
def host(desk):
    return HostFactory(of=desk.place)


def book(desk, person, day=1, **details):
    period = details.pop("period", morning(day_ahead(day)))
    return book_resource(by=person, resource=desk, period=period, **details)


def charge_of(booking):
    return Charge.objects.get(booking=booking)


# Tariffs of a place


def test_a_tariff_of_a_resource_stands_instead_of_those_of_its_kind(desk, host):
    set_tariff(by=host, place=desk.place, unit="hour", amount_cents=250, resource=desk)
    second_desk = ResourceFactory(place=desk.place)
    room = ResourceFactory(place=desk.place, meeting_room=True)

    plan = plan_of(Place.objects.get(pk=desk.place_id))

    assert plan.space(desk.pk).prices == Prices(hour=250)
    assert plan.space(second_desk.pk).prices == Prices(half_day=800)
    assert plan.space(room.pk).prices == FREE


def test_a_tariff_set_again_replaces_the_first(desk, host):
    set_tariff(by=host, place=desk.place, unit="half_day", amount_cents=900, kind="desk")

    assert list(Tariff.objects.values_list("unit", "amount_cents")) == [("half_day", 900)]


def test_a_tariff_taken_away_makes_the_place_free_and_twice_is_harmless(desk, host, person):
    tariff = Tariff.objects.get()
    remove_tariff(by=host, tariff=tariff)
    remove_tariff(by=host, tariff=Tariff(pk=tariff.pk, place=desk.place))
    desk.place.refresh_from_db()

    assert not Charge.objects.filter(booking=book(desk, person)).exists()


def test_a_price_beyond_belief_is_refused(desk, host):
    with pytest.raises(TariffInvalid):
        set_tariff(by=host, place=desk.place, unit="day", amount_cents=1_000_001, kind="desk")


def test_a_resource_of_another_place_has_no_tariff_here(desk, host):
    with pytest.raises(NotAllowed):
        set_tariff(
            by=host, place=desk.place, unit="day", amount_cents=1, resource=ResourceFactory()
        )


def test_who_does_not_run_the_place_sets_no_price_and_sells_nothing(desk, person):
    stranger = HostFactory(of=PlaceFactory())
    product = PassProductFactory(place=desk.place)
    for by in (person, stranger):
        with pytest.raises(NotAllowed):
            set_tariff(by=by, place=desk.place, unit="day", amount_cents=1, kind="desk")
        with pytest.raises(NotAllowed):
            remove_tariff(by=by, tariff=Tariff.objects.get())
        with pytest.raises(NotAllowed):
            add_pass_product(by=by, place=desk.place, name="Dix", kind="month", amount_cents=1)
        with pytest.raises(NotAllowed):
            withdraw_pass_product(by=by, product=product)
        with pytest.raises(NotAllowed):
            sell_pass(by=by, product=product, person=by)
        with pytest.raises(NotAllowed):
            add_payer(by=by, place=desk.place, name="CCI")
    assert Tariff.objects.get().amount_cents == 800
    assert not Pass.objects.exists()


# Price of a booking


def test_a_free_place_writes_no_charge(person):
    book(ResourceFactory(), person)

    assert not Charge.objects.exists()


def test_a_booking_of_a_place_with_prices_is_due_by_its_person(desk, person):
    charge = charge_of(book(desk, person, period=hours(day_ahead(1), 9 * 60, 18 * 60)))

    assert (charge.status, charge.amount_cents, charge.explanation) == (
        DUE,
        1600,
        "half_day 2 800",
    )


def test_several_desks_cost_several_times(desk, person):
    second_desk = ResourceFactory(place=desk.place)
    PassFactory(product__place=desk.place, person=person)

    booking = book_resources(
        by=person,
        place=desk.place,
        resources=[desk.pk, second_desk.pk],
        period=morning(day_ahead(1)),
        attendees=2,
    )

    charge = charge_of(booking)
    assert (charge.status, charge.amount_cents, charge.half_days) == (COVERED, 1600, 2)
    assert Pass.objects.get().half_days_left == 8


def test_a_room_is_not_paid_by_a_pass(desk, person):
    room = ResourceFactory(place=desk.place, meeting_room=True)
    TariffFactory(place=desk.place, kind="meeting_room", unit="hour", amount_cents=1000)
    PassFactory(product__place=desk.place, person=person)
    room.place = desk.place

    charge = charge_of(book(room, person, period=hours(day_ahead(1), 9 * 60, 10 * 60)))

    assert (charge.status, charge.amount_cents) == (DUE, 1000)
    assert Pass.objects.get().half_days_left == 10


def test_a_booking_is_written_once_with_its_charge_when_sent_twice(desk, person):
    PassFactory(product__place=desk.place, person=person)
    for _click in range(2):
        book(desk, person, idempotency_key="une-fois")

    assert Pass.objects.get().half_days_left == 9
    assert Charge.objects.count() == 1


def test_bookings_of_a_person_are_charged_to_their_organisation(desk, person):
    payer = PayerFactory(place=desk.place, people=[person])
    PayerFactory(place=desk.place, people=[PersonFactory()])
    PayerFactory(people=[person])  # It pays for this person in another place.

    assert charge_of(book(desk, person)).payer == payer


def test_an_organisation_that_stopped_is_charged_for_nothing_new(desk, host, person):
    payer = PayerFactory(place=desk.place, people=[person])
    change_payer(by=host, payer=payer, is_active=False)

    assert charge_of(book(desk, person)).payer is None


# Cancelling, taking back, moving


def test_cancelling_gives_the_half_day_back_and_taking_it_back_uses_it_again(desk, person):
    PassFactory(product__place=desk.place, person=person)
    booking = book(desk, person)

    for _attempt in range(2):
        cancel_booking(by=person, booking=booking)
    assert (charge_of(booking).status, Pass.objects.get().half_days_left) == (VOID, 10)

    for _attempt in range(2):
        restore_booking(by=person, booking=booking)
    assert (charge_of(booking).status, Pass.objects.get().half_days_left) == (COVERED, 9)


def test_taken_back_once_the_pass_is_empty_it_is_due(desk, person):
    pass_ = PassFactory(product__place=desk.place, person=person, half_days_left=1)
    booking = book(desk, person)
    cancel_booking(by=person, booking=booking)
    Pass.objects.filter(pk=pass_.pk).update(half_days_left=0)

    restore_booking(by=person, booking=booking)

    assert charge_of(booking).status == DUE


@pytest.fixture
def late_booking(desk, person):
    """Booked for tomorrow morning, in a place where one cancels two days before at most."""
    BookingRules.objects.create(place=desk.place, cancellation_notice_minutes=2 * 24 * 60)
    desk.place.refresh_from_db()
    PassFactory(product__place=desk.place, person=person)
    return book(desk, person)


def void_as(booking, reason):
    """The charge once the booking is cancelled: whoever may still do it."""
    from bocage.workspaces.billing.operations.charges import void_charge

    booking.cancelled_because = reason
    with transaction.atomic():
        void_charge(booking, now=timezone.now())
    return charge_of(booking)


def test_cancelled_too_late_by_its_holder_it_stays_as_it_was(late_booking):
    assert void_as(late_booking, Booking.CancelledBecause.HOLDER).status == COVERED
    assert Pass.objects.get().half_days_left == 9


@pytest.mark.parametrize(
    "because", [Booking.CancelledBecause.HOST, Booking.CancelledBecause.CLOSURE]
)
def test_cancelled_by_the_place_it_is_never_due(late_booking, because):
    assert void_as(late_booking, because).status == VOID
    assert Pass.objects.get().half_days_left == 10


def test_what_was_paid_stays_paid_when_cancelled_until_it_is_given_back(desk, host, person):
    booking = book(desk, person)
    record_payment(by=host, due=charge_of(booking), method="cash")
    cancel_booking(by=person, booking=booking)
    assert charge_of(booking).status == PAID

    undo_payment(by=host, due=charge_of(booking))
    assert charge_of(booking).status == VOID


def test_a_booking_that_is_stretched_costs_more_and_takes_more_of_the_pass(desk, person):
    PassFactory(product__place=desk.place, person=person)
    booking = book(desk, person)
    booking.period = as_range(hours(day_ahead(1), 9 * 60, 18 * 60))
    booking.save()

    with transaction.atomic():
        change_charge(booking)

    charge = charge_of(booking)
    assert (charge.status, charge.amount_cents, charge.half_days) == (COVERED, 1600, 2)
    assert Pass.objects.get().half_days_left == 8


def test_stretched_beyond_the_pass_it_is_due_and_the_pass_has_its_half_day_back(desk, person):
    PassFactory(product__place=desk.place, person=person, half_days_left=1)
    booking = book(desk, person)
    booking.period = as_range(hours(day_ahead(1), 9 * 60, 18 * 60))
    booking.save()

    with transaction.atomic():
        change_charge(booking)

    charge = charge_of(booking)
    assert (charge.status, charge.amount_cents, charge.half_days) == (DUE, 1600, 0)
    assert Pass.objects.get().half_days_left == 1


def test_moved_after_the_place_became_free_nothing_is_due(desk, host, person):
    booking = book(desk, person)
    remove_tariff(by=host, tariff=Tariff.objects.get())
    booking.place.refresh_from_db()

    with transaction.atomic():
        change_charge(booking)

    assert charge_of(booking).status == VOID


@pytest.mark.parametrize("settle", ["pay", "waive"])
def test_what_was_settled_does_not_change_with_a_move(desk, host, person, settle):
    booking = book(desk, person)
    if settle == "pay":
        record_payment(by=host, due=charge_of(booking), method="card")
    else:
        waive_charge(by=host, charge=charge_of(booking))
    booking.period = as_range(hours(day_ahead(1), 9 * 60, 18 * 60))
    booking.save()

    with transaction.atomic():
        change_charge(booking)

    assert charge_of(booking).amount_cents == 800


# Payments


def test_a_payment_is_recorded_once_and_may_be_taken_back(desk, host, person):
    booking = book(desk, person)
    record_payment(by=host, due=charge_of(booking), method="cash")
    record_payment(by=host, due=charge_of(booking), method="card")
    charge = charge_of(booking)
    assert (charge.status, charge.payment_method, charge.recorded_by) == (PAID, "cash", host)

    for _attempt in range(2):
        undo_payment(by=host, due=charge)
    charge = charge_of(booking)
    assert (charge.status, charge.payment_method, charge.paid_at) == (DUE, "", None)


def test_the_payment_of_a_pass_is_recorded_and_taken_back(desk, host):
    sold_pass = PassFactory(product__place=desk.place)
    record_payment(by=host, due=sold_pass, method="transfer")
    assert Pass.objects.get().payment_method == "transfer"

    undo_payment(by=host, due=sold_pass)
    assert Pass.objects.get().paid_at is None


def test_what_a_place_waives_is_not_paid_and_gives_the_half_day_back(desk, host, person):
    PassFactory(product__place=desk.place, person=person)
    booking = book(desk, person)
    for _attempt in range(2):
        waive_charge(by=host, charge=charge_of(booking))

    assert (charge_of(booking).status, Pass.objects.get().half_days_left) == (WAIVED, 10)
    with pytest.raises(NothingToPay):
        record_payment(by=host, due=charge_of(booking), method="cash")


def test_what_a_pass_covers_is_not_paid_a_second_time(desk, host, person):
    PassFactory(product__place=desk.place, person=person)

    with pytest.raises(NothingToPay):
        record_payment(by=host, due=charge_of(book(desk, person)), method="cash")


def test_what_is_paid_is_not_waived(desk, host, person):
    booking = book(desk, person)
    record_payment(by=host, due=charge_of(booking), method="cash")

    with pytest.raises(NothingToPay):
        waive_charge(by=host, charge=charge_of(booking))


def test_a_method_that_does_not_exist_is_refused(desk, host, person):
    with pytest.raises(ValueError, match="bitcoin"):
        record_payment(by=host, due=charge_of(book(desk, person)), method="bitcoin")


def test_who_does_not_run_the_place_keeps_no_accounts(desk, host, person):
    booking = book(desk, person)
    payer = PayerFactory(place=desk.place)
    sold_pass = PassFactory(product__place=desk.place)
    for by in (person, HostFactory(of=PlaceFactory())):
        for due in (charge_of(booking), sold_pass):
            with pytest.raises(NotAllowed):
                record_payment(by=by, due=due, method="cash")
            with pytest.raises(NotAllowed):
                undo_payment(by=by, due=due)
        with pytest.raises(NotAllowed):
            waive_charge(by=by, charge=charge_of(booking))
        with pytest.raises(NotAllowed):
            change_payer(by=by, payer=payer, name="Une autre")
        with pytest.raises(NotAllowed):
            add_payer_person(by=by, payer=payer, person=by)
        with pytest.raises(NotAllowed):
            remove_payer_person(by=by, payer=payer, person=by)
    assert charge_of(booking).status == DUE


# Organisations


def test_people_join_and_leave_an_organisation_and_twice_is_harmless(desk, host, person):
    payer = add_payer(by=host, place=desk.place, name=" CCI de l’Orne ", siret="13002374200018")
    for _attempt in range(2):
        add_payer_person(by=host, payer=payer, person=person)
    assert list(payer.people.all()) == [person]

    for _attempt in range(2):
        remove_payer_person(by=host, payer=payer, person=person)
    assert not payer.people.exists()
    assert payer.name == "CCI de l’Orne"


def test_an_organisation_is_written_once_with_a_true_siret(desk, host):
    add_payer(by=host, place=desk.place, name="CCI")
    with pytest.raises(PayerExists):
        add_payer(by=host, place=desk.place, name="CCI")
    with pytest.raises(SiretInvalid):
        add_payer(by=host, place=desk.place, name="CMA", siret="1234")
    with pytest.raises(TypeError):
        add_payer(by=host, place=desk.place, name="CMA", vat="20")
