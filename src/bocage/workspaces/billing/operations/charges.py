"""Charge of a booking, written in the transaction that writes the booking.

`charge_booking`, `void_charge`, `charge_again` and `change_charge` are called by the operations on
bookings, which have checked the permission. A free place writes nothing and makes no query. The
lock of a pass is always taken after that of its booking, so that operations never deadlock.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_rows
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES, NothingToPay, PassEmpty
from bocage.workspaces.billing.models import Charge, Pass, PayingOrganisation
from bocage.workspaces.billing.passes import usable_passes
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.place_plans.plans import PlacePlan, Space, plan_of
from bocage.workspaces.prices.pricing import Quote
from bocage.workspaces.scheduling.models.bookings import Booking, Hold

UNPAID = (Charge.Status.DUE, Charge.Status.COVERED)
"""Statuses that follow the booking: void when it is cancelled, updated when it moves. Paid or
waived charges were settled between people and stay unchanged.
"""


def charge_booking(
    booking: Booking, *, plan: PlacePlan, resource_ids: Collection[UUID]
) -> Charge | None:
    """Writes the charge of a booking that was just made, or nothing where it is free.

    A valid pass of the person who comes pays for it; else the organisation of the place that pays
    for them; else it is due by the person.
    """
    quote = _quote(booking, plan, [space for space in plan.spaces if space.pk in resource_ids])
    if not quote.amount_cents:
        return None
    charge = Charge(booking=booking)
    _write(charge, quote, used=_take_half_days(booking, quote))
    return charge


def void_charge(booking: Booking, *, now: datetime) -> None:
    """Voids the charge of a booking that was just cancelled, and returns its half-days to the pass.

    A paid or waived charge stays, as does that of a booking cancelled by its holder after the
    deadline of the place.
    """
    charge = _locked_charge(booking)
    if charge is None or charge.status not in UNPAID:
        return
    is_by_holder = booking.cancelled_because == Booking.CancelledBecause.HOLDER
    if is_by_holder and _is_too_late(booking, now):
        return
    _give_back(charge)
    charge.status = Charge.Status.VOID
    charge.save(update_fields=["status", "used_pass", "half_days"])


def charge_again(booking: Booking) -> None:
    """Charges again a booking whose cancellation was just undone."""
    charge = _locked_charge(booking)
    if charge is None or charge.status != Charge.Status.VOID:
        return
    quote = _quote(booking, plan_of(booking.place), _spaces(booking))
    if quote.amount_cents:
        _write(charge, quote, used=_take_half_days(booking, quote))


def change_charge(booking: Booking) -> None:
    """Updates the charge of a booking that was just moved or extended to its current price.

    It stays on its pass if the balance suffices, and becomes due otherwise.
    """
    plan = plan_of(booking.place)
    charge = _locked_charge(booking)
    if charge is None:
        if plan.has_prices:
            resource_ids = [space.pk for space in _spaces(booking)]
            charge_booking(booking, plan=plan, resource_ids=resource_ids)
        return
    if charge.status not in UNPAID:
        return
    quote = _quote(booking, plan, _spaces(booking))
    was_covered = charge.status == Charge.Status.COVERED
    _give_back(charge)
    if not quote.amount_cents:
        charge.status = Charge.Status.VOID
        charge.save(update_fields=["status", "used_pass", "half_days"])
        return
    _write(charge, quote, used=_take_half_days(booking, quote) if was_covered else None)


@retry_on_conflict
def use_pass(*, by: Person, booking: Booking) -> Charge:
    """Pays for a booking with a pass of the person who comes. Idempotent.

    Raises:
        NotAllowed: `by` neither holds the booking nor runs the place.
        NothingToPay: nothing is due for it.
        PassEmpty: no valid pass has enough half-days.
    """
    by.require("workspaces.choose_how_to_pay", booking)
    with refusing(RULES):
        charge = _open_charge(booking)
        if charge.status == Charge.Status.COVERED:
            return charge
        quote = _quote(booking, plan_of(booking.place), _spaces(booking))
        used = _take_half_days(booking, quote)
        if used is None:
            raise PassEmpty
        _cover(charge, used, quote.half_days)
        charge.save(update_fields=["status", "used_pass", "half_days"])
    return charge


@retry_on_conflict
def spare_pass(*, by: Person, booking: Booking) -> Charge:
    """Returns the half-days of a booking to its pass: the charge becomes due, to be paid otherwise.
    Idempotent.

    Raises:
        NotAllowed: `by` neither holds the booking nor runs the place.
        NothingToPay: it is settled or void.
    """
    by.require("workspaces.choose_how_to_pay", booking)
    with refusing(RULES):
        charge = _open_charge(booking)
        _give_back(charge)
        charge.status = Charge.Status.DUE
        charge.save(update_fields=["status", "used_pass", "half_days"])
    return charge


@retry_on_conflict
def waive_charge(*, by: Person, charge: Charge) -> Charge:
    """Waives the charge of a booking, and returns the half-days to the pass. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
        NothingToPay: it is paid or void.
    """
    booking = charge.booking
    by.require("workspaces.manage_accounts", booking.place)
    with refusing(RULES):
        locked = _locked_charge(booking)
        if locked is not None and locked.status == Charge.Status.WAIVED:
            return locked
        if locked is None or locked.status not in UNPAID:
            raise NothingToPay
        _give_back(locked)
        locked.status = Charge.Status.WAIVED
        locked.recorded_by = by
        locked.save(update_fields=["status", "used_pass", "half_days", "recorded_by"])
    return locked


def _open_charge(booking: Booking) -> Charge:
    charge = _locked_charge(booking)
    if charge is None or charge.status not in UNPAID:
        raise NothingToPay
    return charge


def _locked_charge(booking: Booking) -> Charge | None:
    """Locks and returns the charge of a booking. Operations that change a booking lock it first;
    those that only settle lock the charge, then the pass.
    """
    return lock_rows(Charge.objects.all()).filter(booking=booking).first()


def _quote(booking: Booking, plan: PlacePlan, spaces: list[Space]) -> Quote:
    return plan.price_of(spaces, Interval(booking.period.lower, booking.period.upper))


def _spaces(booking: Booking) -> list[Space]:
    """Returns the requested spaces, without the parts held with them; one query."""
    holds = Hold.objects.filter(booking=booking, is_implied=False)
    resource_ids = set(holds.values_list("resource_id", flat=True))
    return [space for space in plan_of(booking.place).spaces if space.pk in resource_ids]


def _is_too_late(booking: Booking, now: datetime) -> bool:
    notices = [space.rules.cancellation_notice for space in _spaces(booking)]
    return bool(notices) and now > booking.period.lower - max(notices)


def _write(charge: Charge, quote: Quote, *, used: Pass | None) -> None:
    """Writes a charge at its current price, on a pass if given."""
    charge.amount_cents = quote.amount_cents
    charge.explanation = quote.encoded
    if used is None:
        charge.status = Charge.Status.DUE
    else:
        _cover(charge, used, quote.half_days)
    if charge.payer_id is None:
        charge.payer_id = used.payer_id if used else _payer_of(charge.booking)
    charge.save()


def _cover(charge: Charge, used: Pass, half_days: int) -> None:
    """Covers the charge by the pass. A month counts no half-days: it pays for all of them."""
    charge.status = Charge.Status.COVERED
    charge.used_pass = used
    charge.half_days = 0 if used.half_days_left is None else half_days


def _take_half_days(booking: Booking, quote: Quote) -> Pass | None:
    """Takes the half-days of a quote from a valid pass of the person who comes, one that pays for
    all the requested kinds of spaces; returns None if no such pass has enough.

    The row is read again under its lock, so that concurrent bookings never use the same half-day
    twice: the others try the next pass, or pay.
    """
    if not quote.half_days or booking.booked_for_id is None:
        return None
    usable_pass = lock_rows(
        usable_passes(
            person_id=booking.booked_for_id,
            place_id=booking.place_id,
            day=local_day(booking.period.lower),
            kinds=quote.kinds,
            half_days=quote.half_days,
        )
    ).first()
    if usable_pass is not None and usable_pass.half_days_left is not None:
        usable_pass.half_days_left -= quote.half_days
        usable_pass.save(update_fields=["half_days_left"])
    return usable_pass


def _give_back(charge: Charge) -> None:
    """Returns the half-days to the pass of a charge, which the caller then saves."""
    if charge.used_pass_id is not None and charge.half_days:
        Pass.objects.filter(pk=charge.used_pass_id).update(
            half_days_left=F("half_days_left") + charge.half_days
        )
    charge.used_pass = None
    charge.half_days = 0


def _payer_of(booking: Booking) -> UUID | None:
    """Returns the organisation that pays: the one given with the booking, else one of the place
    that pays for the person; one query at most.
    """
    if booking.payer_id is not None or booking.booked_for_id is None:
        return booking.payer_id
    return (
        PayingOrganisation.objects.filter(
            place=booking.place_id, people=booking.booked_for_id, is_active=True
        )
        .values_list("pk", flat=True)
        .first()
    )
