"""Monthly statements: expenses of a person, debts of an organisation, income of a place.

A booking belongs to the month in which it begins, a pass to the month of its sale, by the local
calendar. Void charges are left out. Every amount is a whole number of cents added up by the
database: nothing is rounded. One query for the totals, and three for the lines, however many.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    ExpressionWrapper,
    Prefetch,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.formatting.dates import date_format
from bocage.foundation.formatting.times import format_hours
from bocage.people.models import Person
from bocage.workspaces.billing.models import Charge, Pass, PayingOrganisation, PaymentMethod
from bocage.workspaces.opening_hours.availability import Interval, instant, local_day
from bocage.workspaces.places.models import Place
from bocage.workspaces.prices.pricing import explained, read_parts
from bocage.workspaces.scheduling.models.bookings import Hold


@dataclass(frozen=True, kw_only=True)
class Account:
    """Filters that select the charges and the passes of a statement.

    `is_of_person` marks the statement of a person, which includes charges paid by an organisation,
    but not in the amount to pay.
    """

    charges: Q
    passes: Q
    is_of_person: bool = False


def account_of_person(person: Person) -> Account:
    """Returns the account of everything that was booked for a person, in every place."""
    return Account(
        charges=Q(booking__booked_for=person), passes=Q(person=person), is_of_person=True
    )


def account_of_payer(payer: PayingOrganisation) -> Account:
    """Returns the account of everything that an organisation pays for its people."""
    return Account(charges=Q(payer=payer), passes=Q(payer=payer))


def account_of_place(place: Place) -> Account:
    """Returns the account of everything that was used and paid in a place."""
    return Account(charges=Q(booking__place=place), passes=Q(place=place))


@dataclass(frozen=True, slots=True)
class Line:
    """Booking or pass on one line of a statement, with the row that it was read from."""

    day: date
    place: str
    person: Person | None
    label: str
    count: str
    status: str
    status_words: str
    amount_cents: int
    half_days: int
    payer: str
    method: str
    charge: Charge | None = None
    sold: Pass | None = None
    is_cancelled: bool = False

    @property
    def person_name(self) -> str:
        return person_words(self.person)

    @property
    def is_private(self) -> bool:
        return self.charge is not None and self.charge.booking.is_private

    @property
    def tone(self) -> str:
        """Colour that goes with the words of the line's status: `warn` if due, `good` if paid, else
        empty.
        """
        tones = {Charge.Status.DUE: "warn", Charge.Status.PAID: "good"}
        return tones.get(Charge.Status(self.status), "")

    @property
    def due_kind(self) -> str:
        """Returns the path segment of the kind of this line in the addresses of payments: `carnet`
        for a pass, `reservation` for a booking.
        """
        return "carnet" if self.sold else "reservation"

    @property
    def due_id(self) -> UUID | None:
        if self.sold is not None:
            return self.sold.pk
        return self.charge.booking_id if self.charge else None

    @property
    def is_due(self) -> bool:
        return self.status == Charge.Status.DUE

    @property
    def owed_cents(self) -> int:
        """Returns the amount in cents that this line adds to the paid or due total: 0 in any other
        status.
        """
        owed_statuses = {Charge.Status.DUE, Charge.Status.PAID}
        return self.amount_cents if self.status in owed_statuses else 0


@dataclass(frozen=True, slots=True)
class Totals:
    """Sums of a month, in cents; `paid_by` holds them by means of payment."""

    due_cents: int = 0
    paid_cents: int = 0
    paid_by: Mapping[str, int] = field(default_factory=dict)
    waived_cents: int = 0
    half_days: int = 0
    by_payer_cents: int = 0
    """Amount paid by organisations, in cents; only on the statement of a person."""
    lines: int = 0

    @property
    def methods(self) -> list[tuple[str, int]]:
        """Returns the means of payment in words, with their sums."""
        return [(str(PaymentMethod(method).label), cents) for method, cents in self.paid_by.items()]


@dataclass(frozen=True, slots=True)
class Statement:
    """Month of an account."""

    month: date
    lines: list[Line]
    totals: Totals


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return first_of_month(first_of_month(month) + timedelta(days=32))


def month_before(month: date) -> date:
    return first_of_month(first_of_month(month) - timedelta(days=1))


def bounds_of(month: date) -> Interval:
    """Returns the instants of the start and the end of a month, by the local calendar."""
    return Interval(instant(first_of_month(month), 0), instant(next_month(month), 0))


def statement_of(account: Account, month: date) -> Statement:
    """Returns the statement of a month: its lines in the order of days, and their totals."""
    bounds = bounds_of(month)
    lines = [*_charge_lines(account, bounds), *_pass_lines(account, bounds)]
    lines.sort(key=lambda line: line.day)
    return Statement(first_of_month(month), lines, totals_of(account, bounds))


def totals_of(account: Account, bounds: Interval) -> Totals:
    """Returns the sums of a period, added up by the database in one query."""
    with_payer = ExpressionWrapper(Q(payer__isnull=False), output_field=BooleanField())
    columns = ("status", "payment_method", "with_payer")
    sums: dict[str, Any] = {
        "number": Count("pk"),
        "cents": Sum("amount_cents"),
    }
    charges = (
        _charges(account, bounds)
        .order_by()
        .annotate(with_payer=with_payer)
        .values(*columns)
        .annotate(**sums, used=Sum("half_days"))
        .values_list(*columns, "number", "cents", "used")
    )
    passes = (
        _passes(account, bounds)
        .order_by()
        .annotate(
            status=Case(
                When(paid_at=None, then=Value(Charge.Status.DUE.value)),
                default=Value(Charge.Status.PAID.value),
                output_field=CharField(),
            ),
            with_payer=with_payer,
        )
        .values(*columns)
        .annotate(**sums, used=Sum(Value(0)))
        .values_list(*columns, "number", "cents", "used")
    )
    return _added_up(account, charges.union(passes, all=True))


def _added_up(account: Account, rows: Any) -> Totals:
    due = paid = waived = half_days = by_payer = lines = 0
    paid_by: dict[str, int] = {}
    for status, method, with_payer, number, cents, used in rows:
        lines += number
        half_days += used
        if status == Charge.Status.WAIVED:
            waived += cents
        elif status in {Charge.Status.DUE, Charge.Status.PAID}:
            if account.is_of_person and with_payer:
                by_payer += cents
            elif status == Charge.Status.DUE:
                due += cents
            else:
                paid += cents
                paid_by[method] = paid_by.get(method, 0) + cents
    in_order = {method: paid_by[method] for method in PaymentMethod.values if method in paid_by}
    return Totals(due, paid, in_order, waived, half_days, by_payer, lines)


def _charges(account: Account, bounds: Interval) -> QuerySet[Charge]:
    return Charge.objects.filter(
        account.charges,
        booking__period__startswith__gte=bounds.start,
        booking__period__startswith__lt=bounds.end,
    ).exclude(status=Charge.Status.VOID)


def _passes(account: Account, bounds: Interval) -> QuerySet[Pass]:
    return Pass.objects.filter(account.passes, sold_at__gte=bounds.start, sold_at__lt=bounds.end)


def _charge_lines(account: Account, bounds: Interval) -> Iterator[Line]:
    """Yields the lines of charges; two queries: the charges, and the names of the booked spaces."""
    holds = Prefetch(
        "booking__holds",
        Hold.objects.filter(is_implied=False).select_related("resource").order_by("resource_id"),
        to_attr="requested_holds",
    )
    charges = (
        _charges(account, bounds)
        .select_related("booking__place", "booking__booked_for", "payer", "used_pass__product")
        .prefetch_related(holds)
        .order_by("booking__period", "pk")
    )
    return (_charge_line(charge) for charge in charges)


def _charge_line(charge: Charge) -> Line:
    booking = charge.booking
    names = ", ".join(hold.resource.name for hold in booking.requested_holds)
    hours = format_hours(booking.period.lower, booking.period.upper)
    count = explained(read_parts(charge.explanation))
    if charge.used_pass is not None:
        count = pass_words(charge.used_pass, charge.half_days)
    return Line(
        day=local_day(booking.period.lower),
        place=booking.place.name,
        person=booking.booked_for,
        label=f"{names}, {hours}",
        count=count,
        status=charge.status,
        status_words=str(charge.get_status_display()),
        amount_cents=charge.amount_cents,
        half_days=charge.half_days,
        payer=charge.payer.name if charge.payer else "",
        method=str(charge.get_payment_method_display()),
        charge=charge,
        is_cancelled=booking.cancelled_at is not None,
    )


def _pass_lines(account: Account, bounds: Interval) -> Iterator[Line]:
    """Yields the lines of passes; one query."""
    passes = _passes(account, bounds).select_related("product", "place", "person", "payer")
    for sold in passes.order_by("sold_at", "pk"):
        status = Charge.Status.PAID if sold.paid_at else Charge.Status.DUE
        yield Line(
            day=local_day(sold.sold_at),
            place=sold.place.name,
            person=sold.person,
            label=_("Carnet « %(name)s »") % {"name": sold.product.name},
            count=_("valable jusqu’au %(day)s")
            % {"day": date_format(sold.last_day, "SHORT_DATE_FORMAT")},
            status=status,
            status_words=str(status.label),
            amount_cents=sold.amount_cents,
            half_days=0,
            payer=sold.payer.name if sold.payer else "",
            method=str(sold.get_payment_method_display()),
            sold=sold,
        )


def person_words(person: Person | None) -> str:
    """Returns the name of a person for bookkeepers; their e-mail address if they hide their name
    from hosts or have none.
    """
    if person is None:
        return _("Sans compte")
    return (person.shows_name_to_hosts and person.name) or person.email


def pass_words(used: Pass, half_days: int) -> str:
    """Returns a text such as « 2 demi-journées de « Dix demi-journées » », or « Un mois de
    poste »."""
    name = used.product.name
    if not half_days:
        return name
    words = ngettext(
        "%(count)d demi-journée du carnet « %(name)s »",
        "%(count)d demi-journées du carnet « %(name)s »",
        half_days,
    )
    return words % {"count": half_days, "name": name}


def parse_month(text: str) -> date:
    """Returns the month of an address (`2026-11`), or the current month if it is invalid or not of
    this century.
    """
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        month = timezone.localdate()
    if not 2000 <= month.year <= 2099:
        month = timezone.localdate()
    return first_of_month(month)


def month_words(month: date) -> str:
    """Returns a text such as « novembre 2026 »."""
    return date_format(month, "F Y")
