"""Prices in words: on a place, on its offers, and on one booking."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from bocage.foundation.formatting.grammar import join_words
from bocage.foundation.formatting.money import format_euros
from bocage.people.models import Person
from bocage.workspaces.billing.models import Charge, Pass, PassProduct
from bocage.workspaces.billing.passes import usable_passes
from bocage.workspaces.billing.statements import pass_words
from bocage.workspaces.opening_hours.availability import Interval, local_day
from bocage.workspaces.place_plans.plans import PlacePlan
from bocage.workspaces.places.models import Place, ResourceKind
from bocage.workspaces.prices.models import Tariff
from bocage.workspaces.prices.pricing import UNITS, Prices, explained, read_parts
from bocage.workspaces.scheduling.models.bookings import Booking


def range_in_words(lowest: int, highest: int) -> str:
    """Returns a text such as « gratuit », « 8,00 € », « 8,00 € à 12,00 € », from cents."""
    if highest == 0:
        return _("gratuit")
    if lowest == highest:
        return format_euros(lowest)
    return _("%(least)s à %(most)s") % {
        "least": format_euros(lowest),
        "most": format_euros(highest),
    }


KINDS_IN_WORDS = {
    ResourceKind.DESK: gettext_lazy("les postes"),
    ResourceKind.CLOSED_OFFICE: gettext_lazy("les bureaux fermés"),
    ResourceKind.MEETING_ROOM: gettext_lazy("les salles de réunion"),
    ResourceKind.TRAINING_ROOM: gettext_lazy("les salles de formation"),
    ResourceKind.PHONE_BOOTH: gettext_lazy("les cabines d’appel"),
    ResourceKind.WHOLE_PLACE: gettext_lazy("le lieu entier"),
}


def kinds_in_words(kinds: Iterable[str]) -> str:
    """Returns a text such as « les postes et les salles de réunion », in the order of pages."""
    included = set(kinds)
    return join_words(str(words) for kind, words in KINDS_IN_WORDS.items() if kind in included)


@dataclass(frozen=True, slots=True)
class PriceLine:
    """« Poste » : « 3,00 € l’heure, 8,00 € la demi-journée »."""

    name: str
    words: str


def price_lines(plan: PlacePlan, products: Iterable[PassProduct]) -> list[PriceLine]:
    """Returns the tariff card of a place: one line if all of a kind have the same price, with the
    price of a month of that kind; no query.
    """
    lines = []
    for kind, label in ResourceKind.choices:
        spaces = plan.bookable(kind)
        if len({space.prices for space in spaces}) == 1:
            words = [*_unit_words(spaces[0].prices), *_month_words(kind, products)]
            lines.append(PriceLine(capfirst(str(label)), _joined(words, spaces[0].prices)))
        else:
            lines += [
                PriceLine(space.name, _joined(_unit_words(space.prices), space.prices))
                for space in spaces
            ]
    return lines


def _unit_words(prices: Prices) -> list[str]:
    sold = [(unit, prices.of(unit)) for unit in reversed(UNITS)]
    return [f"{format_euros(cents)} {Tariff.Unit(unit).label}" for unit, cents in sold if cents]


def _month_words(kind: str, products: Iterable[PassProduct]) -> list[str]:
    """Returns the price of a month of one kind of spaces alone; empty if several months of it are
    sold, since the list of passes names them.
    """
    months = [
        product.amount_cents
        for product in products
        if product.kind == PassProduct.Kind.MONTH and product.space_kinds == [kind]
    ]
    if len(months) != 1:
        return []
    return [_("%(amount)s le mois") % {"amount": format_euros(months[0])}]


def _joined(words: Iterable[str], prices: Prices) -> str:
    return ", ".join(words) or (_("gratuit") if prices else _("sans tarif indiqué"))


def products_of(place: Place, plan: PlacePlan) -> list[PassProduct]:
    """Returns the passes on sale; no query where everything is free."""
    return list(place.pass_products.filter(is_active=True)) if plan.has_prices else []


def product_words(product: PassProduct) -> str:
    """Returns a text such as « 70,00 € les 10 demi-journées, pour les postes », or « 120,00 € le
    mois, de date à date, pour les postes et les salles de réunion ».
    """
    words = {
        "amount": format_euros(product.amount_cents),
        "spaces": kinds_in_words(product.space_kinds),
        "count": product.half_days,
    }
    if product.half_days is None:
        return _("%(amount)s le mois, de date à date, pour %(spaces)s") % words
    sentence = ngettext(
        "%(amount)s la demi-journée, pour %(spaces)s",
        "%(amount)s les %(count)d demi-journées, pour %(spaces)s",
        product.half_days,
    )
    return sentence % words


def price_words(plan: PlacePlan, resource_ids: Collection[UUID], period: Interval) -> str:
    """Returns the price of some spaces together for a period: « 8,00 € », or « gratuit »; empty
    where no tariff is written for any of them.
    """
    priced_spaces = [space for space in plan.spaces if space.pk in resource_ids]
    if not any(space.prices for space in priced_spaces):
        return ""
    amount = plan.price_of(priced_spaces, period).amount_cents
    return range_in_words(amount, amount)


def pass_sentence(person: Person, place: Place, plan: PlacePlan, period: Interval) -> str:
    """Returns a sentence on the passes of a person that can pay for a period in a place; empty
    where none can. One query at most.
    """
    priced_spaces = [space for space in plan.bookable() if space.prices]
    quotes = (plan.price_of([space], period) for space in priced_spaces)
    half_days = next((quote.half_days for quote in quotes if quote.half_days), 0)
    if not half_days:
        return ""
    kinds = {space.kind for space in priced_spaces}
    any_kind = usable_passes(person_id=person.pk, place_id=place.pk, day=_day(period), kinds=())
    passes = any_kind.select_related("product")
    usable = [pass_ for pass_ in passes if kinds.intersection(pass_.product.space_kinds)]
    return _passes_in_words(usable, kinds, half_days) if usable else ""


def _passes_in_words(passes: list[Pass], kinds: set[str], half_days: int) -> str:
    """Returns the balance of the passes that pay for the same spaces as the one used first."""
    paid = set(passes[0].product.space_kinds)
    words: dict[str, Any] = {"spaces": kinds_in_words(kinds & paid)}
    if passes[0].half_days_left is None:
        return _("Votre mois paie %(spaces)s.") % words
    balances = [
        pass_.half_days_left or 0 for pass_ in passes if set(pass_.product.space_kinds) == paid
    ]
    words["count"] = sum(balances)
    if max(balances) < half_days:
        sentence = ngettext(
            "Il reste %(count)d demi-journée sur votre carnet : trop peu, on paie sur place.",
            "Il reste %(count)d demi-journées sur votre carnet : trop peu, on paie sur place.",
            words["count"],
        )
    else:
        sentence = ngettext(
            "Votre carnet paie %(spaces)s : il reste %(count)d demi-journée.",
            "Votre carnet paie %(spaces)s : il reste %(count)d demi-journées.",
            words["count"],
        )
    return sentence % words


def _day(period: Interval) -> date:
    return local_day(period.start)


@dataclass(frozen=True, slots=True)
class BookingPrice:
    """Price of a booking on its page, with the actions of its holder."""

    charge: Charge
    words: str
    may_use_pass: bool
    may_spare_pass: bool


def booking_price(booking: Booking) -> BookingPrice | None:
    """Returns the price of a booking, or None where it has none; two queries at most."""
    charge = (
        Charge.objects.filter(booking=booking)
        .exclude(status=Charge.Status.VOID)
        .select_related("used_pass__product", "payer")
        .first()
    )
    if charge is None:
        return None
    return BookingPrice(
        charge=charge,
        words=_charge_words(charge),
        may_use_pass=charge.status == Charge.Status.DUE
        and _has_pass(booking.booked_for_id, booking),
        may_spare_pass=charge.status == Charge.Status.COVERED,
    )


def _has_pass(person_id: UUID | None, booking: Booking) -> bool:
    if person_id is None:
        return False
    return usable_passes(
        person_id=person_id,
        place_id=booking.place_id,
        day=local_day(booking.period.lower),
        kinds={hold.resource.kind for hold in booking.requested_holds},
    ).exists()


def _charge_words(charge: Charge) -> str:
    if charge.used_pass is not None:
        return pass_words(charge.used_pass, charge.half_days)
    amount = format_euros(charge.amount_cents)
    count = explained(read_parts(charge.explanation))
    if charge.status == Charge.Status.WAIVED:
        return _("offert par le lieu")
    if charge.status == Charge.Status.PAID:
        return _("%(amount)s, payés") % {"amount": amount}
    if charge.payer is not None:
        words = {"amount": amount, "payer": charge.payer.name, "count": count}
        return _("%(amount)s, payés par %(payer)s (%(count)s)") % words
    return _("%(amount)s, à payer sur place (%(count)s)") % {"amount": amount, "count": count}
