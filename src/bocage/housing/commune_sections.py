"""What the page of a commune shows of this room: homes for sale and to rent, here and around."""

from typing import Any

from django.http import HttpRequest

from bocage.housing import demand_commune_section, lead_commune_section
from bocage.housing.criteria import Area, Criteria
from bocage.housing.criteria_addresses import USUAL_RADIUS_M, address_of
from bocage.housing.home_presentation import cards_of
from bocage.housing.home_search import MOST, HomeSearch, count_homes, homes_of
from bocage.housing.kinds import Offer
from bocage.housing.models.dwellings import CommunePrice, Dwelling
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune

__all__ = ["demand_commune_section", "lead_commune_section"]

SHOWN = 3
OFFERS = (Offer.SALE, Offer.RENTAL)


def homes_around(_request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """How many homes are offered in a commune and around, the newest, and what some sold for."""
    prices = list(CommunePrice.objects.filter(commune=commune).order_by("kind", "-year"))
    latest = list({price.kind: price for price in reversed(prices)}.values())
    area = Area.around(commune, USUAL_RADIUS_M)
    if area is None:
        return {"offers": [], "cards": [], "prices": latest} if latest else None
    searches = [Criteria(offer=offer.value, area=area) for offer in OFFERS]
    offers = [
        {
            "offer": criteria.offer,
            "count": min(count, MOST),
            "is_capped": count > MOST,
            "query": address_of(criteria),
        }
        for criteria in searches
        if (count := count_homes(criteria))
    ]
    if not offers and not latest:
        return None
    here = Dwelling.objects.on_the_market().filter(commune=commune, offer__in=OFFERS)
    return {
        "offers": offers,
        "here": here.count(),
        "cards": cards_of(_newest(searches[0])),
        "prices": latest,
        "criteria": searches[0],
    }


def _newest(criteria: Criteria) -> list[Dwelling]:
    newest = homes_of(HomeSearch(criteria)).select_related("commune")
    return list(newest.defer("description", "search_vector")[:SHOWN])


add_commune_section(
    name="homes",
    template="housing/commune_homes.html",
    rank=20,
    context=homes_around,
)
