"""What two places of the demo ask for, who holds a pass there, and who pays for whom."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bocage.demo.cast import COORDINATOR, OCCASIONAL
from bocage.demo.places import BOITRON, ESPACE_WILSON, MEETING
from bocage.people.models import Person
from bocage.workspaces.models import Charge, PassProduct, PaymentMethod, Place, Tariff
from bocage.workspaces.operations import (
    add_pass_product,
    add_payer,
    add_payer_person,
    record_payment,
    sell_pass,
    set_tariff,
)

PASS_SOLD_DAYS_AGO = 25
TOLD_AFTER = timedelta(days=2)
TARIFFS = (
    (ESPACE_WILSON, "desk", Tariff.Unit.HOUR, 250),
    (ESPACE_WILSON, "desk", Tariff.Unit.HALF_DAY, 800),
    (ESPACE_WILSON, "desk", Tariff.Unit.DAY, 1400),
    (ESPACE_WILSON, MEETING, Tariff.Unit.HOUR, 1200),
    (BOITRON, MEETING, Tariff.Unit.HOUR, 1000),
    (BOITRON, MEETING, Tariff.Unit.DAY, 6000),
)
"""Boitron asks for its meeting room alone: its desks are those of a public space."""


def set_prices(people: Mapping[str, Person], today: date) -> None:
    """Tariffs, passes and an organisation, before anybody books."""
    coordinator = people[COORDINATOR.email]
    slugs = [BOITRON.slug, ESPACE_WILSON.slug]
    places = {place.slug: place for place in Place.objects.filter(slug__in=slugs)}
    for facts, kind, unit, cents in TARIFFS:
        set_tariff(
            by=coordinator, place=places[facts.slug], unit=unit, amount_cents=cents, kind=kind
        )
    _sell_passes(coordinator, people[OCCASIONAL.email], places[ESPACE_WILSON.slug], today)
    payer = add_payer(
        by=coordinator,
        place=places[BOITRON.slug],
        name="Conseil départemental de l’Orne",
        billing_address="27 boulevard de Strasbourg\n61000 Alençon",
    )
    add_payer_person(by=coordinator, payer=payer, person=coordinator)


def settle_what_is_past(people: Mapping[str, Person], now: datetime) -> None:
    """What was used up to the day before yesterday is paid, by one means and another."""
    coordinator = people[COORDINATOR.email]
    charges = (
        Charge.objects.filter(
            status=Charge.Status.DUE, payer=None, booking__period__endswith__lt=now - TOLD_AFTER
        )
        .select_related("booking__place__scope")
        .order_by("booking__period", "pk")
    )
    for number, charge in enumerate(charges):
        method = PaymentMethod.values[number % len(PaymentMethod.values)]
        record_payment(by=coordinator, due=charge, method=method)


def _sell_passes(by: Person, holder: Person, place: Place, today: date) -> None:
    ten = add_pass_product(
        by=by,
        place=place,
        name="Dix demi-journées",
        kind=PassProduct.Kind.HALF_DAYS,
        half_days=10,
        amount_cents=7000,
    )
    add_pass_product(
        by=by,
        place=place,
        name="Un mois de poste",
        kind=PassProduct.Kind.MONTH,
        amount_cents=12_000,
    )
    sold = sell_pass(
        by=by, product=ten, person=holder, starts_on=today - timedelta(days=PASS_SOLD_DAYS_AGO)
    )
    record_payment(by=by, due=sold, method="cheque")
