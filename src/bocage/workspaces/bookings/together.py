"""Several spaces ticked on the panel of a place, and their total price."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from bocage.workspaces.billing.presentation import range_in_words
from bocage.workspaces.bookings.offers import Offer
from bocage.workspaces.opening_hours.availability import Interval
from bocage.workspaces.place_plans.plans import ANY_DESK, PlacePlan, Space
from bocage.workspaces.places.models import ResourceKind


@dataclass(frozen=True, slots=True)
class Together:
    """Summary of the ticked spaces: `count` of them, by name, with their price in words where there
    is one.
    """

    count: int
    names: str
    price: str
    on_request: bool


def together_of(
    offers: Sequence[Offer], plan: PlacePlan, period: Interval | None, *, people: int
) -> Together | None:
    """Returns a summary of the ticked offers, or None where nothing is ticked or no period is
    chosen; no query.
    """
    ticked = [offer for offer in offers if offer.is_chosen]
    if period is None or not ticked:
        return None
    values = {offer.value for offer in ticked}
    spaces = [space for space in plan.bookable() if str(space.pk) in values]
    desks = desks_needed(spaces, people) if ANY_DESK in values else 0
    return Together(
        count=len(spaces) + desks,
        names=_names(spaces, desks),
        price=_price(plan, spaces, desks, period),
        on_request=any(offer.on_request for offer in ticked),
    )


def desks_needed(spaces: Collection[Space], people: int) -> int:
    """Returns how many desks « any desk » takes: one for each person without a seat in the named
    spaces, and at least one.
    """
    return max(1, people - sum(space.capacity for space in spaces))


def _names(spaces: Sequence[Space], desks: int) -> str:
    names = [space.name for space in spaces]
    if desks:
        words = ngettext("%(count)d poste libre", "%(count)d postes libres", desks)
        names.append(words % {"count": desks})
    return ", ".join(names)


def _price(plan: PlacePlan, spaces: Sequence[Space], desks: int, period: Interval) -> str:
    """Returns the total price: a whole and its parts cost the price of the whole, which is all that
    is held.
    """
    desks_found = plan.bookable(ResourceKind.DESK) if desks else []
    if not any(space.prices for space in [*spaces, *desks_found]):
        return ""
    parts = {pk for space in spaces for pk in plan.held_with(space) - {space.pk}}
    fixed = plan.price_of([space for space in spaces if space.pk not in parts], period).amount_cents
    desk_prices = [0]
    if desks:
        desk_prices = [plan.price_of([desk], period).amount_cents for desk in desks_found]
    return range_in_words(fixed + desks * min(desk_prices), fixed + desks * max(desk_prices))
