"""Section of the page of a commune: homes for sale and to rent, here and around."""

from typing import Any

from django.http import HttpRequest

from bocage.housing.criteria.addresses import USUAL_RADIUS_M, address_of
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.criteria.kinds import Offer
from bocage.housing.homes.presentation import cards_of
from bocage.housing.homes.search import MAX_COUNTED, HomeSearch, count_homes, homes_of
from bocage.housing.market.models.dwellings import Dwelling
from bocage.housing.prices.models import CommunePrice
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune

CARD_LIMIT = 3
OFFERS = (Offer.SALE, Offer.RENTAL)


def homes_around(_request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """Returns how many homes are offered around a commune, the newest ones, and sale prices in the
    commune; None where there is nothing to show.
    """
    prices = list(CommunePrice.objects.filter(commune=commune).order_by("kind", "-year"))
    latest = list({price.kind: price for price in reversed(prices)}.values())
    area = Area.around(commune, USUAL_RADIUS_M)
    if area is None:
        return {"offers": [], "cards": [], "prices": latest} if latest else None
    searches = [Criteria(offer=offer.value, area=area) for offer in OFFERS]
    offers = [
        {
            "offer": criteria.offer,
            "count": min(count, MAX_COUNTED),
            "is_capped": count > MAX_COUNTED,
            "query": address_of(criteria),
        }
        for criteria in searches
        if (count := count_homes(criteria))
    ]
    if not offers and not latest:
        return None
    homes_here = Dwelling.objects.on_the_market().filter(commune=commune, offer__in=OFFERS)
    return {
        "offers": offers,
        "here": homes_here.count(),
        "cards": cards_of(_newest(searches[0])),
        "prices": latest,
        "criteria": searches[0],
    }


def _newest(criteria: Criteria) -> list[Dwelling]:
    newest = homes_of(HomeSearch(criteria)).select_related("commune")
    return list(newest.defer("description", "search_vector")[:CARD_LIMIT])


add_commune_section(
    name="homes",
    template="housing/homes/commune_section.html",
    rank=20,
    context=homes_around,
)
