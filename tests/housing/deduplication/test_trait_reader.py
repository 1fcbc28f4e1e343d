"""Traits read from stored listings for the deduplication."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.housing.deduplication.operations.trait_reader import Reader
from bocage.housing.models import ListingPrice, PropertyKind
from tests.housing.factories import ListingFactory, SourceFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def test_a_commune_is_as_crowded_as_it_has_listings_of_that_kind_on_the_market():
    commune = CommuneFactory()
    houses = [ListingFactory(commune=commune) for _house in range(5)]
    ListingFactory(commune=commune, kind=PropertyKind.APARTMENT)
    reader = Reader()

    traits = reader.traits(houses)

    assert reader.crowd(traits[houses[0].pk], traits[houses[1].pk]) == 5


def test_the_price_of_today_is_not_among_the_earlier_ones():
    now = timezone.now()
    listing = ListingFactory(source=SourceFactory(), price_eur=180_000)
    for days_ago, price in ((30, 195_000), (0, 180_000)):
        ListingPrice.objects.update_or_create(
            listing=listing, since=now - timedelta(days=days_ago), defaults={"price_eur": price}
        )

    assert Reader().traits([listing])[listing.pk].earlier_prices == (195_000,)
