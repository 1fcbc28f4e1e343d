"""What pages say of prices: on a place, on what it offers, and on one booking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bocage.foundation.money import spoken_euros
from bocage.people.models import Person
from bocage.workspaces.availability import Interval, local_day
from bocage.workspaces.booking_offers import Offer
from bocage.workspaces.booking_together import range_in_words
from bocage.workspaces.forms import ANY_DESK
from bocage.workspaces.models import Booking, Charge, PassProduct, Place, ResourceKind, Tariff
from bocage.workspaces.passes import usable_passes
from bocage.workspaces.plans import PlacePlan, Space
from bocage.workspaces.pricing import PASS_KINDS, UNITS, Prices, explained, price_of, read_parts
from bocage.workspaces.statements import pass_words


@dataclass(frozen=True, slots=True)
class PriceLine:
    """« Poste » : « 3,00 € l’heure, 8,00 € la demi-journée »."""

    name: str
    words: str


def price_lines(plan: PlacePlan) -> list[PriceLine]:
    """The tariff card of a place: one line where all of a kind cost the same; no query."""
    lines = []
    for kind, label in ResourceKind.choices:
        spaces = plan.bookable(kind)
        if len({space.prices for space in spaces}) == 1:
            lines.append(PriceLine(capfirst(str(label)), _unit_words(spaces[0].prices)))
        else:
            lines += [PriceLine(space.name, _unit_words(space.prices)) for space in spaces]
    return lines


def _unit_words(prices: Prices) -> str:
    sold = [(unit, prices.of(unit)) for unit in reversed(UNITS)]
    words = [f"{spoken_euros(cents)} {Tariff.Unit(unit).label}" for unit, cents in sold if cents]
    return ", ".join(words) or _("gratuit")


def products_of(place: Place, plan: PlacePlan) -> list[PassProduct]:
    """The passes on sale; no query where everything is free."""
    return list(place.pass_products.filter(is_active=True)) if plan.has_prices else []


def priced(offers: list[Offer], plan: PlacePlan, period: Interval | None) -> list[Offer]:
    """The offers, each with its price for the period in words; as they are in a free place."""
    if period is None or not plan.has_prices:
        return offers
    return [replace(offer, price=_offer_price(offer, plan, period)) for offer in offers]


def price_words(plan: PlacePlan, resource_id: UUID, period: Interval) -> str:
    """What one space costs for a period: « 8,00 € », or « gratuit »."""
    return _price_range([one for one in plan.spaces if one.pk == resource_id], plan, period)


def _offer_price(offer: Offer, plan: PlacePlan, period: Interval) -> str:
    if offer.value == ANY_DESK:
        spaces = plan.bookable(ResourceKind.DESK)
    else:
        spaces = [space for space in plan.spaces if str(space.pk) == offer.value]
    return _price_range(spaces, plan, period)


def _price_range(spaces: Iterable[Space], plan: PlacePlan, period: Interval) -> str:
    amounts = {price_of(plan, [space], period).amount_cents for space in spaces}
    return range_in_words(min(amounts, default=0), max(amounts, default=0))


def pass_sentence(person: Person, place: Place, plan: PlacePlan, period: Interval) -> str:
    """What the passes of somebody do for a desk of a period, or nothing; one query at most."""
    desk = next((space for space in plan.bookable() if space.kind in PASS_KINDS), None)
    quote = price_of(plan, [desk], period) if desk else None
    if quote is None or not quote.half_days:
        return ""
    found = list(usable_passes(person_id=person.pk, place_id=place.pk, day=_day(period)))
    if not found:
        return ""
    if any(one.half_days_left is None for one in found):
        return _("Les postes sont pris sur votre mois.")
    left = sum(one.half_days_left or 0 for one in found)
    if all((one.half_days_left or 0) < quote.half_days for one in found):
        return ngettext(
            "Il reste %(count)d demi-journée sur votre carnet : trop peu, on paie sur place.",
            "Il reste %(count)d demi-journées sur votre carnet : trop peu, on paie sur place.",
            left,
        ) % {"count": left}
    return ngettext(
        "Un poste se prend sur votre carnet : il reste %(count)d demi-journée.",
        "Un poste se prend sur votre carnet : il reste %(count)d demi-journées.",
        left,
    ) % {"count": left}


def _day(period: Interval) -> date:
    return local_day(period.start)


@dataclass(frozen=True, slots=True)
class BookingPrice:
    """What the page of a booking says of its price, and what its holder may do about it."""

    charge: Charge
    words: str
    may_use_pass: bool
    may_spare_pass: bool


def booking_price(booking: Booking) -> BookingPrice | None:
    """The price of a booking, or None where nothing stands for it; two queries at most."""
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
    if person_id is None or not all(
        hold.resource.kind in PASS_KINDS for hold in booking.asked_holds
    ):
        return False
    day = local_day(booking.period.lower)
    return usable_passes(person_id=person_id, place_id=booking.place_id, day=day).exists()


def _charge_words(charge: Charge) -> str:
    if charge.used_pass is not None:
        return pass_words(charge.used_pass, charge.half_days)
    amount = spoken_euros(charge.amount_cents)
    count = explained(read_parts(charge.explanation))
    if charge.status == Charge.Status.WAIVED:
        return _("offert par le lieu")
    if charge.status == Charge.Status.PAID:
        return _("%(amount)s, payés") % {"amount": amount}
    if charge.payer is not None:
        words = {"amount": amount, "payer": charge.payer.name, "count": count}
        return _("%(amount)s, payés par %(payer)s (%(count)s)") % words
    return _("%(amount)s, à payer sur place (%(count)s)") % {"amount": amount, "count": count}
