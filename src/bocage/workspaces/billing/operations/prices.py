"""Prices of a place: its tariffs, the passes that it sells, and payments."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from bocage.foundation.db.constraints import refusing
from bocage.foundation.db.retries import retry_on_conflict
from bocage.foundation.db.row_locks import lock_row, lock_rows
from bocage.foundation.errors import NotAllowed
from bocage.people.models import Person
from bocage.workspaces.billing.errors import RULES, NothingToPay, PassNotSold
from bocage.workspaces.billing.models import (
    Charge,
    Pass,
    PassProduct,
    PayingOrganisation,
    PaymentMethod,
)
from bocage.workspaces.places.models import Place, Resource, ResourceKind
from bocage.workspaces.prices.models import Tariff
from bocage.workspaces.scheduling.models.bookings import Booking
from bocage.workspaces.scheduling.operations.visitors import Visitor, person_at_the_desk


@retry_on_conflict
def set_tariff(
    *,
    by: Person,
    place: Place,
    unit: str,
    amount_cents: int,
    kind: str = "",
    resource: Resource | None = None,
) -> Tariff:
    """Sets the price of a unit of time, of a kind of resources or of one of them.

    Existing bookings stay at their price.

    Raises:
        NotAllowed: `by` does not run the place, or the resource is of another.
        TariffInvalid: the amount is out of bounds.
    """
    if not by.has_perm("workspaces.set_prices", place) or (
        resource is not None and resource.place_id != place.pk
    ):
        raise NotAllowed
    with refusing(RULES):
        tariff, _is_new = Tariff.objects.update_or_create(
            place=place,
            kind="" if resource else kind,
            resource=resource,
            unit=unit,
            defaults={"amount_cents": amount_cents},
        )
    place.refresh_from_db(fields=["plan_version"])
    return tariff


def remove_tariff(*, by: Person, tariff: Tariff) -> None:
    """Deletes a price. Existing bookings stay at their price. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    place = tariff.place
    by.require("workspaces.set_prices", place)
    with refusing(RULES):
        Tariff.objects.filter(pk=tariff.pk).delete()
    place.refresh_from_db(fields=["plan_version"])


def add_pass_product(
    *,
    by: Person,
    place: Place,
    name: str,
    kind: str,
    amount_cents: int,
    half_days: int | None = None,
    valid_days: int = 365,
    space_kinds: Collection[str] = (ResourceKind.DESK.value,),
) -> PassProduct:
    """Puts a pass on sale: a number of half-days, valid for a number of days, or a month. It pays
    for spaces of `space_kinds`, and for no others.

    Raises:
        NotAllowed: `by` does not run the place.
        PassProductInvalid: the number of half-days or of days is not one of a pass.
        PassPaysForNothing: no kind of space, or one that does not exist.
        PassProductExists: the place has a pass of this name.
    """
    by.require("workspaces.set_prices", place)
    with refusing(RULES):
        return PassProduct.objects.create(
            place=place,
            name=name.strip(),
            kind=kind,
            half_days=half_days,
            valid_days=valid_days,
            amount_cents=amount_cents,
            space_kinds=list(dict.fromkeys(space_kinds)),
        )


@retry_on_conflict
def set_month_price(
    *, by: Person, place: Place, kind: str, amount_cents: int, name: str
) -> PassProduct:
    """Sells a month of one kind of spaces at this price, under this name. A month already on sale
    for that kind alone keeps its name and takes the price. Months already sold stay at their price.

    Raises:
        NotAllowed: `by` does not run the place.
        PassPaysForNothing: no such kind of space.
        PassProductExists: the place has another pass of this name.
    """
    by.require("workspaces.set_prices", place)
    with refusing(RULES):
        lock_row(place)  # The lock prevents two concurrent months.
        months = place.pass_products.filter(kind=PassProduct.Kind.MONTH, space_kinds=[kind])
        product = months.order_by("-is_active", "-id").first()
        if product is None:
            return add_pass_product(
                by=by,
                place=place,
                name=name,
                kind=PassProduct.Kind.MONTH,
                amount_cents=amount_cents,
                space_kinds=[kind],
            )
        product.amount_cents = amount_cents
        product.is_active = True
        product.save(update_fields=["amount_cents", "is_active"])
    return product


def withdraw_pass_product(*, by: Person, product: PassProduct) -> PassProduct:
    """Withdraws a pass from sale; those that were sold stay valid. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    by.require("workspaces.set_prices", product.place)
    product.is_active = False
    with refusing(RULES):
        product.save(update_fields=["is_active"])
    return product


def sell_pass(
    *,
    by: Person,
    product: PassProduct,
    person: Person,
    payer: PayingOrganisation | None = None,
    starts_on: date | None = None,
    method: str = "",
) -> Pass:
    """Sells a pass to a person, valid from `starts_on` (today by default).

    With a `method` it is paid at once; without one it is due.

    Raises:
        NotAllowed: `by` does not run the place.
        PassNotSold: the pass was withdrawn, or the organisation pays in another place.
    """
    by.require("workspaces.manage_accounts", product.place)
    if payer is not None and (payer.place_id != product.place_id or not payer.is_active):
        raise PassNotSold
    starts_on = starts_on or timezone.localdate()
    with refusing(RULES):
        locked = lock_row(product)
        if not locked.is_active:
            raise PassNotSold
        return Pass.objects.create(
            product=locked,
            place_id=locked.place_id,
            person=person,
            payer=payer,
            half_days_left=locked.half_days,
            starts_on=starts_on,
            ends_on=_end_of(locked, starts_on),
            amount_cents=locked.amount_cents,
            sold_by=by,
            paid_at=timezone.now() if method else None,
            payment_method=method,
        )


@retry_on_conflict
def sell_pass_to_visitor(
    *, by: Person, product: PassProduct, visitor: Visitor, **details: Any
) -> Pass:
    """Sells a pass to a visitor at the desk, whose account is found or created, in one transaction.
    `details` is as for `sell_pass`.

    Raises:
        NotAllowed: `by` does not run the place.
        VisitorUnknown, VisitorUnnamed, VisitorsOfOneName: the person cannot be identified.
        NotAnAddress, NotAPhone: the contact is neither.
        PassNotSold: as `sell_pass`.
    """
    by.require("workspaces.manage_accounts", product.place)
    with refusing(RULES):
        person = person_at_the_desk(visitor, product.place, by)
        return sell_pass(by=by, product=product, person=person, **details)


@retry_on_conflict
def record_payment(*, by: Person, due: Charge | Pass, method: str) -> Charge | Pass:
    """Records that the amount due for a booking or a pass was paid on site, and by what means.

    Idempotent: the first payment stays as recorded.

    Raises:
        NotAllowed: `by` does not run the place.
        NothingToPay: it is void, or settled otherwise.
    """
    _check_may_manage_accounts(by, due)
    with refusing(RULES):
        locked = _locked(due)
        if locked.paid_at is not None:
            return locked
        if isinstance(locked, Charge):
            if locked.status != Charge.Status.DUE:
                raise NothingToPay
            locked.status = Charge.Status.PAID
            locked.recorded_by = by
        locked.paid_at = timezone.now()
        locked.payment_method = PaymentMethod(method)
        locked.save()
    return locked


@retry_on_conflict
def undo_payment(*, by: Person, due: Charge | Pass) -> Charge | Pass:
    """Undoes a recorded payment, or a waiver: the amount is due again, or void if its booking was
    cancelled since. Idempotent.

    Raises:
        NotAllowed: `by` does not run the place.
    """
    _check_may_manage_accounts(by, due)
    with refusing(RULES):
        locked = _locked(due)
        if isinstance(locked, Charge):
            if locked.status not in {Charge.Status.PAID, Charge.Status.WAIVED}:
                return locked
            is_off = locked.booking.status == Booking.Status.CANCELLED
            locked.status = Charge.Status.VOID if is_off else Charge.Status.DUE
            locked.recorded_by = by
        locked.paid_at = None
        locked.payment_method = ""
        locked.save()
    return locked


def _check_may_manage_accounts(by: Person, due: Charge | Pass) -> None:
    place = due.booking.place if isinstance(due, Charge) else due.place
    by.require("workspaces.manage_accounts", place)


def _locked(due: Charge | Pass) -> Charge | Pass:
    if isinstance(due, Charge):
        charges = Charge.objects.select_related("booking")
        return lock_rows(charges).get(pk=due.pk)
    return lock_rows(Pass.objects.all()).get(pk=due.pk)


def _end_of(product: PassProduct, starts_on: date) -> date:
    """Returns the first day on which a pass is no longer valid. A month ends on the eve of the same
    day of the next month, or at the end of that month if it has no such day.
    """
    if product.kind != PassProduct.Kind.MONTH:
        return starts_on + timedelta(days=product.valid_days)
    first = (starts_on.replace(day=1) + timedelta(days=32)).replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    if starts_on.day > last.day:
        return last + timedelta(days=1)
    return first.replace(day=starts_on.day)
