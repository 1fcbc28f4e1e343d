"""Housing requests of the demo's households, and an offer submitted by an owner."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bocage.demo.cast import ACCOMPANIED, CANDIDATE
from bocage.demo.neighbours import NEIGHBOURS
from bocage.housing.criteria.criteria import Area, Criteria
from bocage.housing.models import Offer, SavedSearch
from bocage.housing.owner_listings.operations.offers import confirm_offer, offer_home
from bocage.housing.searches.operations import save_search
from bocage.people.models import Person
from bocage.territory.models import Commune

BOITRON, SEES, MORTAGNE, ALENCON = "61051", "61464", "61293", "61001"
WISHES = (
    (BOITRON, Criteria(price_to=180_000, rooms_from=4, needs_office_room=True)),
    (SEES, Criteria(price_to=140_000, rooms_from=3)),
    (MORTAGNE, Criteria(price_to=250_000, rooms_from=5, needs_garden=True)),
    (BOITRON, Criteria(offer=Offer.RENTAL, price_to=700, rooms_from=3)),
    (ALENCON, Criteria(offer=Offer.RENTAL, price_to=600, rooms_from=2, needs_fibre=True)),
)
"""Requests, with the commune that each is around; assigned to households in turn."""
RADIUS_M = 15_000


def look_for_homes(people: Mapping[str, Person]) -> None:
    """Saves a search of homes for each neighbour and for the two candidates."""
    communes = Commune.objects.in_bulk([code for code, _criteria in WISHES])
    for number, neighbour in enumerate(NEIGHBOURS):
        code, criteria = WISHES[number % len(WISHES)]
        save_search(
            by=people[neighbour.email],
            criteria=_around(communes[code], criteria),
            rhythm=SavedSearch.Rhythm.WEEKLY,
        )
    house = Criteria(price_to=220_000, rooms_from=4)
    save_search(by=people[ACCOMPANIED.email], criteria=_around(communes[BOITRON], house))
    save_search(by=people[CANDIDATE.email], criteria=house, rhythm=SavedSearch.Rhythm.DAILY)


def offer_a_house(now: datetime) -> None:
    """Submits an owner's offer of a house in Boitron, unread by the coordinator."""
    offer = offer_home(
        network_address="203.0.113.61",
        language="fr",
        commune=Commune.objects.get(pk=BOITRON),
        offer=Offer.SALE,
        kind="house",
        price_eur=148_000,
        surface_m2=104,
        land_m2=1_350,
        rooms=5,
        bedrooms=3,
        title="Maison de ma mère, près de l’église",
        description="Saine, toiture de 2015, poêle à bois. Le grenier ferait un bureau.",
        owner_name="Bernadette Louvel",
        owner_email="bernadette.louvel@perche.example",
    )
    confirm_offer(offer_id=offer.pk, now=now - timedelta(hours=3))


def _around(commune: Commune, criteria: Criteria) -> Criteria:
    if commune.latitude is None or commune.longitude is None:
        return criteria
    area = Area(
        latitude=commune.latitude,
        longitude=commune.longitude,
        radius_m=RADIUS_M,
        label=commune.name,
        commune=commune.pk,
    )
    return replace(criteria, area=area)
