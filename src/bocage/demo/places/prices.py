"""Prices of two places of the demo, passes, and third-party payers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from bocage.demo.cast import COORDINATOR, OCCASIONAL
from bocage.demo.places.census import BOITRON, DESK, ESPACE_WILSON, MEETING
from bocage.demo.places.planning import PlannedBooking
from bocage.people.models import Person
from bocage.workspaces.billing.operations.payers import add_payer, add_payer_person
from bocage.workspaces.billing.operations.prices import (
    add_pass_product,
    record_payment,
    sell_pass,
    set_tariff,
)
from bocage.workspaces.models import Charge, PassProduct, PaymentMethod, Place, Tariff

PASS_SOLD_DAYS_AGO = 25
NOTIFIED_AFTER = timedelta(days=2)
TARIFFS = (
    (ESPACE_WILSON, "desk", Tariff.Unit.HOUR, 250),
    (ESPACE_WILSON, "desk", Tariff.Unit.HALF_DAY, 800),
    (ESPACE_WILSON, "desk", Tariff.Unit.DAY, 1400),
    (ESPACE_WILSON, MEETING, Tariff.Unit.HOUR, 1200),
    (BOITRON, MEETING, Tariff.Unit.HOUR, 1000),
    (BOITRON, MEETING, Tariff.Unit.DAY, 6000),
)
"""Boitron only charges for its meeting room: its desks are a public service."""


def set_prices(
    people: Mapping[str, Person], planned: Iterable[PlannedBooking], today: date
) -> None:
    """Tariffs, passes and organisations that pay for their people, before anybody books."""
    coordinator = people[COORDINATOR.email]
    slugs = [BOITRON.slug, ESPACE_WILSON.slug]
    places = {place.slug: place for place in Place.objects.filter(slug__in=slugs)}
    for facts, kind, unit, cents in TARIFFS:
        set_tariff(
            by=coordinator, place=places[facts.slug], unit=unit, amount_cents=cents, kind=kind
        )
    wilson = places[ESPACE_WILSON.slug]
    often = [people[email] for email in _at_desks_of_wilson(planned)]
    _sell_passes(coordinator, [people[OCCASIONAL.email], *often[1:3]], often[0], wilson, today)
    _name_payers(coordinator, people[COORDINATOR.email], often[3:6], places)


def pay_past_bookings(people: Mapping[str, Person], now: datetime) -> None:
    """Records the payment of bookings used up to two days ago, by various methods."""
    coordinator = people[COORDINATOR.email]
    charges = (
        Charge.objects.filter(
            status=Charge.Status.DUE, payer=None, booking__period__endswith__lt=now - NOTIFIED_AFTER
        )
        .select_related("booking__place__scope")
        .order_by("booking__period", "pk")
    )
    for number, charge in enumerate(charges):
        method = PaymentMethod.values[number % len(PaymentMethod.values)]
        record_payment(by=coordinator, due=charge, method=method)


def _at_desks_of_wilson(planned: Iterable[PlannedBooking]) -> list[str]:
    """Returns the addresses of the neighbours who work there, most frequent first."""
    visits = Counter(
        booking.person
        for booking in planned
        if booking.place is ESPACE_WILSON
        and booking.resource.kind == DESK
        and not booking.sends_mail
    )
    return [email for email, _count in visits.most_common()]


def _sell_passes(
    by: Person, holders: Iterable[Person], every_day: Person, place: Place, today: date
) -> None:
    """Sells ten half-days to some people, one of whom has not paid yet, and a month to another."""
    ten = add_pass_product(
        by=by,
        place=place,
        name="Dix demi-journées",
        kind=PassProduct.Kind.HALF_DAYS,
        half_days=10,
        amount_cents=7000,
    )
    month = add_pass_product(
        by=by,
        place=place,
        name="Un mois de poste",
        kind=PassProduct.Kind.MONTH,
        amount_cents=12_000,
    )
    starts_on = today - timedelta(days=PASS_SOLD_DAYS_AGO)
    sold = [sell_pass(by=by, product=ten, person=holder, starts_on=starts_on) for holder in holders]
    sold.append(sell_pass(by=by, product=month, person=every_day, starts_on=starts_on))
    for sold_pass, method in zip(sold, ("cheque", "card", "", "transfer"), strict=True):
        if method:
            record_payment(by=by, due=sold_pass, method=method)


def _name_payers(
    by: Person, official: Person, team: Iterable[Person], places: Mapping[str, Place]
) -> None:
    """Creates a public body that pays for one person's meetings, and a firm that pays for its
    team."""
    payer = add_payer(
        by=by,
        place=places[BOITRON.slug],
        name="Conseil départemental de l’Orne",
        billing_address="27 boulevard de Strasbourg\n61000 Alençon",
    )
    add_payer_person(by=by, payer=payer, person=official)
    firm = add_payer(
        by=by,
        place=places[ESPACE_WILSON.slug],
        name="Atelier des Avaloirs",
        billing_address="3 rue du Pont-Neuf\n61000 Alençon",
    )
    for person in team:
        add_payer_person(by=by, payer=firm, person=person)
