"""Number of queries of the deduplication, whatever the delivery."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.deduplication.operations.trait_reader import candidate_pairs
from bocage.housing.models import Dwelling, DwellingAlias, Listing
from bocage.territory.models import Commune
from tests.housing.factories import ListingFactory, SourceFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def far_away() -> Commune:
    """A commune that no other is near."""
    return CommuneFactory(latitude=42 + Commune.objects.count(), longitude=1.0)


def offered_twice(commune, count: int, sources) -> None:
    """Creates a number of houses in a commune, each listed by both sources."""
    for number in range(count):
        for source in sources:
            ListingFactory(
                source=source,
                commune=commune,
                surface_m2=f"{70 + 7 * number}.40",
                price_eur=90_000 + 31_000 * number,
                energy_kwh=100 + number,
                land_m2=1_003 + 97 * number,
            )


def queries_to_deduplicate(count: int) -> int:
    offered_twice(far_away(), count, [SourceFactory(), SourceFactory()])
    before = Dwelling.objects.count()
    with CaptureQueriesContext(connection) as queries:
        deduplicate_pending_listings()
    assert Dwelling.objects.count() - before == count
    return len(queries)


def test_a_delivery_of_thrice_as_many_listings_asks_no_more():
    queries_to_deduplicate(2)

    assert queries_to_deduplicate(3) == queries_to_deduplicate(9)


def queries_to_link(count: int) -> int:
    """Returns the number of queries that link a number of pairs of dwellings whose listings
    agree.
    """
    first, second = SourceFactory(), SourceFactory()
    offered_twice(far_away(), count, [first, second])
    Listing.objects.filter(source=second).update(energy_kwh=None, land_m2=None, offer="rental")
    deduplicate_pending_listings()
    for listing in Listing.objects.filter(source=first):
        Listing.objects.filter(source=second, surface_m2=listing.surface_m2).update(
            offer="sale",
            energy_kwh=listing.energy_kwh,
            land_m2=listing.land_m2,
            deduplicated_at=None,
        )
    before = Dwelling.objects.count()
    with CaptureQueriesContext(connection) as queries:
        deduplicate_pending_listings()
    assert before - Dwelling.objects.count() == count
    return len(queries)


def test_dwellings_that_are_merged_into_others_are_handed_over_at_once():
    assert queries_to_link(1) == queries_to_link(5)

    assert DwellingAlias.objects.count() == 6


def test_only_what_is_like_a_listing_is_compared_with_it():
    commune = CommuneFactory()
    alike = {"commune": commune, "surface_m2": "120.00", "price_eur": 200_000}
    listing, similar = ListingFactory(**alike), ListingFactory(**alike | {"price_eur": 214_000})
    unsaid = ListingFactory(**alike | {"surface_m2": None})
    ListingFactory(**alike | {"kind": "apartment"})
    ListingFactory(**alike | {"offer": "rental"})
    ListingFactory(**alike | {"price_eur": 320_000})
    ListingFactory(**alike | {"surface_m2": "90.00"})
    ListingFactory(**alike | {"commune": far_away(), "postcode": "99999"})

    pairs = candidate_pairs([listing.pk], now=timezone.now())

    assert {key for pair in pairs for key in pair} == {listing.pk, similar.pk, unsaid.pk}
    assert len(pairs) == 2


@pytest.mark.parametrize("unknown", ["first", "second"])
def test_a_listing_whose_commune_is_not_known_is_compared_within_its_postcode(unknown):
    commune = CommuneFactory()
    alike = {"surface_m2": "120.00", "price_eur": 200_000, "postcode": "61999"}
    first = ListingFactory(commune=None if unknown == "first" else commune, **alike)
    second = ListingFactory(commune=None if unknown == "second" else commune, **alike)

    assert candidate_pairs([first.pk], now=timezone.now()) == [(first.pk, second.pk)]
    assert candidate_pairs([first.pk, second.pk], now=timezone.now()) == [(first.pk, second.pk)]
