"""Search criteria of a household, as those of the housing watch."""

from collections.abc import Sequence

from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.models import Offer
from bocage.territory.geography import distance_between
from bocage.territory.models import Commune
from bocage.welcome.projects.models.projects import SettlementProject

AROUND_M = 15_000
"""Radius in metres around a wished commune: a quarter of an hour by car."""
WIDEST_AROUND_M = 60_000

HomeWish = SettlementProject.HomeWish

OFFERS: dict[str, tuple[Offer, ...]] = {
    HomeWish.BUY: (Offer.SALE,),
    HomeWish.RENT: (Offer.RENTAL,),
    HomeWish.RENT_THEN_BUY: (Offer.RENTAL, Offer.SALE),
}


def criteria_of(project: SettlementProject) -> list[Criteria]:
    """Returns one housing search for each offer (sale, rental) that the household considers, around
    the commune that it chose, or else those that it wishes for; empty if it has a home, or wishes
    for no commune yet: a search without an area would match every home.
    """
    area = area_of(communes_looked_at(project))
    if area is None:
        return []
    return [
        Criteria(
            offer=offer.value,
            price_to=project.rent_eur if offer == Offer.RENTAL else project.budget_eur,
            rooms_from=project.rooms,
            area=area,
        )
        for offer in OFFERS.get(project.home_wish, ())
    ]


def communes_looked_at(project: SettlementProject) -> list[Commune]:
    """Returns the communes where a household looks for a home: the one that it chose, or else those
    that it wishes for.
    """
    return [project.commune] if project.commune is not None else list(project.communes.all())


def area_of(communes: Sequence[Commune]) -> Area | None:
    """Returns the circle that contains the communes wished for, and their surroundings; None if
    none has a position.
    """
    located = [
        commune
        for commune in communes
        if commune.latitude is not None and commune.longitude is not None
    ]
    if not located:
        return None
    latitude = sum(commune.latitude or 0 for commune in located) / len(located)
    longitude = sum(commune.longitude or 0 for commune in located) / len(located)
    farthest = max(
        distance_between(latitude, longitude, commune.latitude or 0, commune.longitude or 0)
        for commune in located
    )
    centre = min(
        located,
        key=lambda commune: distance_between(
            latitude, longitude, commune.latitude or 0, commune.longitude or 0
        ),
    )
    return Area(
        latitude=latitude,
        longitude=longitude,
        radius_m=min(round(farthest) + AROUND_M, WIDEST_AROUND_M),
        label=centre.name,
        commune=centre.code,
    )
