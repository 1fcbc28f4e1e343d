"""Listings find their dwellings, and the market learns what happened."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.housing.deduplication.operations.deduplication import deduplicate_pending_listings
from bocage.housing.models import Dwelling, Listing, MarketFact
from tests.housing.deduplication.pairs import SAME_HOUSE
from tests.housing.factories import ListingFactory, SourceFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def facts() -> list[str]:
    return list(MarketFact.objects.order_by("happened_at", "id").values_list("kind", flat=True))


def changed(listing: Listing, **fields: object) -> None:
    Listing.objects.filter(pk=listing.pk).update(deduplicated_at=None, **fields)


def two_agencies() -> tuple[Listing, Listing]:
    commune = CommuneFactory()
    return (
        ListingFactory(commune=commune, **SAME_HOUSE),
        ListingFactory(commune=commune, **SAME_HOUSE | {"surface_m2": "151", "rooms": None}),
    )


def test_a_listing_makes_its_dwelling_and_is_news():
    listing = ListingFactory()

    assert deduplicate_pending_listings() == 1

    listing.refresh_from_db()
    dwelling = Dwelling.objects.get()
    assert listing.dwelling == dwelling
    assert listing.deduplicated_at is not None
    assert (dwelling.price_eur, dwelling.surface_m2, dwelling.rooms) == (180_000, 120, 5)
    assert (dwelling.has_office_room, dwelling.has_garden, dwelling.has_fibre) == (True, True, None)
    assert dwelling.search_vector is not None
    assert facts() == ["appeared"]


def test_settling_twice_changes_nothing():
    ListingFactory()
    deduplicate_pending_listings()

    assert deduplicate_pending_listings() == 0

    assert Dwelling.objects.count() == 1
    assert facts() == ["appeared"]


def test_one_house_of_two_agencies_is_one_dwelling():
    two_agencies()

    deduplicate_pending_listings()

    assert Dwelling.objects.count() == 1
    assert facts() == ["appeared"]


def test_another_agency_that_comes_later_for_as_much_is_no_news():
    commune = CommuneFactory()
    ListingFactory(commune=commune, **SAME_HOUSE)
    deduplicate_pending_listings()
    dwelling = Dwelling.objects.get()

    ListingFactory(commune=commune, **SAME_HOUSE)
    deduplicate_pending_listings()

    assert Dwelling.objects.get() == dwelling
    assert facts() == ["appeared"]


def test_a_cheaper_agency_makes_the_price_fall():
    commune = CommuneFactory()
    ListingFactory(commune=commune, **SAME_HOUSE)
    deduplicate_pending_listings()

    ListingFactory(commune=commune, **SAME_HOUSE | {"price_eur": 225_000})
    deduplicate_pending_listings()

    fact = MarketFact.objects.get(kind="price_fell")
    assert (fact.price_eur, fact.previous_price_eur) == (225_000, 231_000)


def test_a_dwelling_leaves_the_market_with_its_last_listing_and_comes_back():
    first, second = two_agencies()
    deduplicate_pending_listings()
    now = timezone.now()

    changed(first, status="withdrawn", gone_at=now)
    deduplicate_pending_listings()
    assert Dwelling.objects.get().is_on_the_market
    changed(second, status="sold", gone_at=now)
    deduplicate_pending_listings()
    assert Dwelling.objects.get().gone_at == now
    changed(first, status="available", gone_at=None)
    deduplicate_pending_listings()

    assert Dwelling.objects.get().is_on_the_market
    assert facts() == ["appeared", "back"]


def test_a_sale_that_falls_through_brings_the_dwelling_back():
    listing = ListingFactory(status="under_offer")
    deduplicate_pending_listings()
    assert Dwelling.objects.get().is_under_offer

    changed(listing, status="available")
    deduplicate_pending_listings()

    assert facts() == ["appeared", "back"]


def test_a_house_for_sale_and_to_rent_is_two_dwellings():
    commune = CommuneFactory()
    ListingFactory(commune=commune, **SAME_HOUSE)
    ListingFactory(commune=commune, **SAME_HOUSE | {"offer": "rental", "price_eur": 890})

    deduplicate_pending_listings()

    assert Dwelling.objects.count() == 2


def test_two_listings_of_one_agency_are_two_homes():
    source = SourceFactory()
    commune = CommuneFactory()
    ListingFactory.create_batch(2, source=source, commune=commune, **SAME_HOUSE)

    deduplicate_pending_listings()

    assert Dwelling.objects.count() == 2


def test_what_comes_back_under_another_reference_is_the_home_of_before():
    source, commune = SourceFactory(), CommuneFactory()
    gone_at = timezone.now() - timedelta(days=40)
    ListingFactory(
        source=source, commune=commune, status="withdrawn", gone_at=gone_at, **SAME_HOUSE
    )
    deduplicate_pending_listings()

    ListingFactory(source=source, commune=commune, **SAME_HOUSE)
    deduplicate_pending_listings()

    assert Dwelling.objects.count() == 1
    assert facts() == ["back"]


def test_what_is_offered_is_deduplicated_again_once_a_release_has_emptied_when_it_was():
    offered = ListingFactory(commune=CommuneFactory(boitron=True))
    withdrawn = ListingFactory(
        commune=CommuneFactory(mortagne=True), status="withdrawn", gone_at=timezone.now()
    )
    deduplicate_pending_listings()
    MarketFact.objects.all().delete()
    Dwelling.objects.update(rooms=1)

    Listing.objects.filter(gone_at=None).update(deduplicated_at=None)

    assert deduplicate_pending_listings() == 1
    rooms = {
        listing: Dwelling.objects.get(listings=listing).rooms for listing in (offered, withdrawn)
    }
    assert rooms == {offered: 5, withdrawn: 1}
    assert facts() == ["changed"]
