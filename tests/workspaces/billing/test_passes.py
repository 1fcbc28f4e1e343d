"""Passes: what they pay for, how they are sold and used, whatever the order."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bocage.foundation.errors import NotAllowed
from bocage.workspaces.billing.errors import (
    NothingToPay,
    PassEmpty,
    PassNotSold,
    PassPaysForNothing,
    PassProductExists,
    PassProductInvalid,
)
from bocage.workspaces.billing.operations.charges import spare_pass, use_pass, waive_charge
from bocage.workspaces.billing.operations.prices import (
    add_pass_product,
    sell_pass,
    set_month_price,
    withdraw_pass_product,
)
from bocage.workspaces.booking_refusals.errors import BookingRefused
from bocage.workspaces.bookings.operations.bookings import book_resources
from bocage.workspaces.bookings.operations.cancellations import cancel_booking, restore_booking
from bocage.workspaces.models import Charge, Pass, PassProduct, Place
from tests.people.factories import PersonFactory
from tests.workspaces.billing.test_prices import COVERED, DUE, book, charge_of
from tests.workspaces.factories import (
    HostFactory,
    PassFactory,
    PassProductFactory,
    PayerFactory,
    PlaceFactory,
    ResourceFactory,
    TariffFactory,
    day_ahead,
    hours,
    morning,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """A desk at eight euros the half-day."""
    desk = ResourceFactory()
    TariffFactory(place=desk.place)
    return desk


@pytest.fixture
def host(desk):
    return HostFactory(of=desk.place)


# Passes


def test_a_booking_uses_the_pass_that_ends_first(desk, person):
    PassFactory(product__place=desk.place, person=person)
    first_to_end = PassFactory(product__place=desk.place, person=person, ends_on=day_ahead(10))

    charge = charge_of(book(desk, person))

    assert (charge.status, charge.used_pass, charge.half_days) == (COVERED, first_to_end, 1)
    assert sorted(Pass.objects.values_list("half_days_left", flat=True)) == [9, 10]


def test_a_month_is_used_before_half_days_and_counts_none(desk, person):
    PassFactory(product__place=desk.place, person=person)
    month = PassFactory(
        product=PassProductFactory(place=desk.place, month=True),
        person=person,
        ends_on=day_ahead(3),
    )

    assert charge_of(book(desk, person)).used_pass == month
    assert set(Pass.objects.values_list("half_days_left", flat=True)) == {None, 10}


@pytest.mark.parametrize(
    "pass_fields",
    [
        {"half_days_left": 0},
        {"ends_on": day_ahead(1)},
        {"starts_on": day_ahead(2)},
        {"person": None},
        {"place": None},
    ],
    ids=["empty", "over that day", "not begun", "of somebody else", "of another place"],
)
def test_a_pass_that_is_not_good_is_not_used(desk, person, pass_fields):
    if "person" in pass_fields:
        pass_fields = {"person": PersonFactory()}
    if "place" in pass_fields:
        pass_fields = {"place": PlaceFactory()}
    product = PassProductFactory(place=desk.place)
    fields = {"person": person, "place": desk.place, "product": product, **pass_fields}
    pass_ = PassFactory(**fields)

    assert charge_of(book(desk, person)).status == DUE
    assert Pass.objects.get().half_days_left == pass_.half_days_left


def test_a_pass_with_too_few_half_days_is_left_alone(desk, person):
    PassFactory(product__place=desk.place, person=person, half_days_left=1)

    charge = charge_of(book(desk, person, period=hours(day_ahead(1), 9 * 60, 18 * 60)))

    assert (charge.status, charge.amount_cents) == (DUE, 1600)
    assert Pass.objects.get().half_days_left == 1


def test_a_person_may_keep_their_pass_and_pay_and_change_their_mind(desk, person):
    PassFactory(product__place=desk.place, person=person)
    booking = book(desk, person)
    for _attempt in range(2):
        spare_pass(by=person, booking=booking)
    assert (charge_of(booking).status, Pass.objects.get().half_days_left) == (DUE, 10)

    for _attempt in range(2):
        use_pass(by=person, booking=booking)
    assert (charge_of(booking).status, Pass.objects.get().half_days_left) == (COVERED, 9)


def test_nobody_uses_the_pass_of_somebody_else(desk, person):
    PassFactory(product__place=desk.place, person=person)
    booking = book(desk, person)
    for stranger in (PersonFactory(), HostFactory(of=PlaceFactory())):
        with pytest.raises(NotAllowed):
            spare_pass(by=stranger, booking=booking)
        with pytest.raises(NotAllowed):
            use_pass(by=stranger, booking=booking)


def test_empty_pass_is_refused(desk, person):
    booking = book(desk, person)

    with pytest.raises(PassEmpty):
        use_pass(by=person, booking=booking)


def test_a_free_booking_has_no_way_to_be_paid(person):
    booking = book(ResourceFactory(), person)

    with pytest.raises(NothingToPay):
        use_pass(by=person, booking=booking)


def test_the_database_keeps_a_pass_from_going_below_zero(person):
    pass_ = PassFactory(person=person, half_days_left=0)

    with pytest.raises(IntegrityError), transaction.atomic():
        Pass.objects.filter(pk=pass_.pk).update(half_days_left=-1)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        (date(2026, 11, 24), date(2026, 12, 24)),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 3, 1)),
        (date(2028, 1, 30), date(2028, 3, 1)),
    ],
)
def test_a_month_goes_to_the_eve_of_the_same_day(desk, host, starts_on, ends_on):
    product = PassProductFactory(place=desk.place, month=True)

    sold_pass = sell_pass(by=host, product=product, person=PersonFactory(), starts_on=starts_on)

    assert (sold_pass.ends_on, sold_pass.half_days_left) == (ends_on, None)


def test_a_pass_is_sold_with_what_it_holds_and_paid_at_once_or_later(desk, host, person):
    product = add_pass_product(
        by=host,
        place=desk.place,
        name="Dix demi-journées",
        kind="half_days",
        half_days=10,
        amount_cents=7000,
        valid_days=90,
    )

    unpaid_pass = sell_pass(by=host, product=product, person=person)
    paid_pass = sell_pass(by=host, product=product, person=person, method="cash")

    assert (unpaid_pass.half_days_left, unpaid_pass.amount_cents, unpaid_pass.paid_at) == (
        10,
        7000,
        None,
    )
    assert unpaid_pass.ends_on == unpaid_pass.starts_on + timedelta(days=90)
    assert (paid_pass.payment_method, paid_pass.sold_by) == ("cash", host)


def test_a_pass_that_was_withdrawn_is_not_sold(desk, host, person):
    product = PassProductFactory(place=desk.place)
    old = PassProduct.objects.get(pk=product.pk)
    withdraw_pass_product(by=host, product=product)

    with pytest.raises(PassNotSold):
        sell_pass(by=host, product=old, person=person)


def test_an_organisation_of_another_place_buys_nothing(desk, host, person):
    with pytest.raises(PassNotSold):
        sell_pass(
            by=host,
            product=PassProductFactory(place=desk.place),
            person=person,
            payer=PayerFactory(),
        )


@pytest.mark.parametrize("fields", [{"half_days": 0}, {"half_days": 201}, {"valid_days": 0}])
def test_a_pass_of_no_sense_is_refused(desk, host, fields):
    details = {"kind": "half_days", "half_days": 10, "amount_cents": 1, **fields}
    with pytest.raises(PassProductInvalid):
        add_pass_product(by=host, place=desk.place, name="Carnet", **details)


def test_a_place_has_one_pass_of_a_name(desk, host):
    PassProductFactory(place=desk.place, name="Dix")

    with pytest.raises(PassProductExists):
        add_pass_product(by=host, place=desk.place, name="Dix", kind="month", amount_cents=1)


# Spaces and units that a pass pays for


@pytest.fixture
def room(desk):
    """A meeting room of the same place, at ten euros the hour."""
    room = ResourceFactory(place=desk.place, meeting_room=True)
    TariffFactory(place=desk.place, kind="meeting_room", unit="hour", amount_cents=1000)
    return room


def test_a_pass_pays_for_the_kinds_that_it_names_and_no_others(desk, room, person):
    PassFactory(product__place=desk.place, product__space_kinds=["meeting_room"], person=person)

    in_the_room = charge_of(book(room, person, period=hours(day_ahead(1), 9 * 60, 10 * 60)))
    at_the_desk = charge_of(book(desk, person, day=2))

    assert (in_the_room.status, in_the_room.half_days) == (COVERED, 1)
    assert at_the_desk.status == DUE
    assert Pass.objects.get().half_days_left == 9


@pytest.mark.parametrize(
    ("kinds", "outcome"),
    [(["desk"], (DUE, 10)), (["desk", "meeting_room"], (COVERED, 8))],
    ids=["one of both", "both"],
)
def test_spaces_of_two_kinds_together_take_a_pass_that_pays_for_both(
    desk, room, person, kinds, outcome
):
    PassFactory(product__place=desk.place, product__space_kinds=kinds, person=person)

    booking = book_resources(
        by=person,
        place=Place.objects.get(pk=desk.place_id),
        resources=[desk.pk, room.pk],
        period=morning(day_ahead(1)),
        attendees=2,
    )

    assert (charge_of(booking).status, Pass.objects.get().half_days_left) == outcome


def test_a_pass_for_other_spaces_is_passed_over_for_the_next(desk, room, person):
    PassFactory(product__place=desk.place, person=person, ends_on=day_ahead(5))
    of_both = PassFactory(
        product__place=desk.place,
        product__space_kinds=["desk", "meeting_room"],
        person=person,
    )

    assert charge_of(book(room, person)).used_pass == of_both


def test_what_is_due_is_not_taken_on_a_pass_for_other_spaces(desk, room, person):
    booking = book(room, person)
    PassFactory(product__place=desk.place, person=person)

    with pytest.raises(PassEmpty):
        use_pass(by=person, booking=booking)


def test_pass_on_sale_pays_for_desks_by_default(desk, host):
    product = add_pass_product(by=host, place=desk.place, name="M", kind="month", amount_cents=1)

    assert PassProduct.objects.get(pk=product.pk).space_kinds == ["desk"]


@pytest.mark.parametrize("kinds", [[], ["castle"], ["desk", "castle"]])
def test_a_pass_pays_for_something_that_exists(desk, host, kinds):
    with pytest.raises(PassPaysForNothing):
        add_pass_product(
            by=host,
            place=desk.place,
            name="Mois",
            kind="month",
            amount_cents=1,
            space_kinds=kinds,
        )


@pytest.mark.parametrize("kinds", [[], ["castle"]])
def test_the_database_keeps_a_pass_from_paying_for_nothing(kinds):
    product = PassProductFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        PassProduct.objects.filter(pk=product.pk).update(space_kinds=kinds)


# A price per month


def month_price(host, place, cents, kind="desk", name="Un mois de poste"):
    return set_month_price(by=host, place=place, kind=kind, amount_cents=cents, name=name)


def test_the_price_of_a_month_puts_on_sale_a_month_that_pays_for_its_kind(desk, room, host, person):
    product = month_price(host, desk.place, 12_000)
    sell_pass(by=host, product=product, person=person)

    assert (product.kind, product.space_kinds) == (PassProduct.Kind.MONTH, ["desk"])
    assert charge_of(book(desk, person)).status == COVERED
    assert charge_of(book(room, person)).status == DUE


def test_the_price_of_a_month_set_again_replaces_the_first_and_changes_no_sale(desk, host, person):
    sold_pass = sell_pass(by=host, product=month_price(host, desk.place, 12_000), person=person)
    month_price(host, desk.place, 13_000)

    assert PassProduct.objects.get().amount_cents == 13_000
    assert Pass.objects.get(pk=sold_pass.pk).amount_cents == 12_000


def test_a_month_withdrawn_is_sold_again_once_it_has_a_price_again(desk, host):
    withdraw_pass_product(by=host, product=month_price(host, desk.place, 12_000))
    month_price(host, desk.place, 11_000)

    product = PassProduct.objects.get()
    assert (product.is_active, product.amount_cents) == (True, 11_000)


def test_the_months_of_two_kinds_stand_side_by_side(desk, host):
    product = PassProductFactory(
        place=desk.place, month=True, name="Tout", space_kinds=["desk", "meeting_room"]
    )
    month_price(host, desk.place, 12_000)
    month_price(host, desk.place, 30_000, "meeting_room", "Un mois de salle")

    product.refresh_from_db()
    assert product.amount_cents != 30_000
    assert PassProduct.objects.count() == 3


def test_a_month_of_nothing_or_by_nobody_is_refused(desk, host, person):
    with pytest.raises(PassPaysForNothing):
        month_price(host, desk.place, 1, kind="castle")
    for by in (person, HostFactory(of=PlaceFactory())):
        with pytest.raises(NotAllowed):
            month_price(by, desk.place, 1)
    assert not PassProduct.objects.exists()


# Whatever the order


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    actions=st.lists(
        st.tuples(
            st.sampled_from(["book", "cancel", "restore", "spare", "use", "waive"]),
            st.integers(1, 4),
        ),
        max_size=25,
    )
)
def test_no_order_of_actions_takes_a_pass_below_zero_or_loses_a_half_day(actions):
    """The remaining and the used half-days always add up to those sold."""
    with transaction.atomic():
        desk = ResourceFactory()
        TariffFactory(place=desk.place)
        person, host = PersonFactory(), HostFactory(of=desk.place)
        PassFactory(product__place=desk.place, person=person, half_days_left=2)
        booked_by_day = {}
        for action, day in actions:
            booking = booked_by_day.get(day)
            if action == "book" and (booking is None or not booking.is_holding):
                booked_by_day[day] = book(desk, person, day=day)
            elif booking is not None:
                _act(action, booking, person, host)
                booking.refresh_from_db()
            remaining = Pass.objects.get().half_days_left
            half_days = sum(Charge.objects.values_list("half_days", flat=True))
            assert remaining >= 0
            assert remaining + half_days == 2
        transaction.set_rollback(True)


def _act(action_name, booking, person, host):
    try:
        match action_name:
            case "cancel":
                cancel_booking(by=person, booking=booking)
            case "restore":
                restore_booking(by=person, booking=booking)
            case "spare":
                spare_pass(by=person, booking=booking)
            case "use":
                use_pass(by=person, booking=booking)
            case "waive":
                waive_charge(by=host, charge=charge_of(booking))
    except (NothingToPay, PassEmpty, BookingRefused):
        pass
