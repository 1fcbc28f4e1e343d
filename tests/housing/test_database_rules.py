"""Constraints enforced by PostgreSQL, whatever the code."""

import pytest
from django.db import IntegrityError
from django.utils import timezone

from bocage.housing.models import Alert, Listing
from tests.housing.factories import (
    AlertFactory,
    DwellingFactory,
    FeedRunFactory,
    LeadFactory,
    LinkageVerdictFactory,
    ListingFactory,
    MarketFactFactory,
    SavedSearchFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def test_what_is_shown_in_tests_is_allowed():
    AlertFactory()
    LinkageVerdictFactory()
    LeadFactory()
    FeedRunFactory()

    assert Alert.objects.count() == 1


def test_a_listing_stands_once_in_its_source():
    listing = ListingFactory()

    with pytest.raises(IntegrityError, match="housing_listing_once_in_its_source"):
        ListingFactory(source=listing.source, external_id=listing.external_id)


def test_a_listing_off_the_market_says_since_when():
    with pytest.raises(IntegrityError, match="housing_listing_gone_when_off_the_market"):
        ListingFactory(status=Listing.Status.SOLD)


def test_a_price_is_of_a_euro_at_least():
    with pytest.raises(IntegrityError, match="price"):
        ListingFactory(price_eur=0)


def test_a_fact_is_reported_once_to_a_search():
    alert = AlertFactory()

    with pytest.raises(IntegrityError, match="housing_alert_once_a_fact"):
        AlertFactory(search=alert.search, fact=alert.fact)


def test_a_fact_is_about_a_dwelling_or_a_lead():
    with pytest.raises(IntegrityError, match="housing_marketfact_of_a_dwelling_or_a_lead"):
        MarketFactFactory(dwelling=DwellingFactory(), lead=LeadFactory())


def test_a_fall_of_price_falls():
    with pytest.raises(IntegrityError, match="housing_marketfact_fall_falls"):
        MarketFactFactory(kind="price_fell", price_eur=100, previous_price_eur=90)


def test_a_pair_stands_in_one_order():
    first, second = sorted([ListingFactory(), ListingFactory()], key=lambda listing: listing.pk)

    with pytest.raises(IntegrityError, match="housing_linkageverdict_pair_in_order"):
        LinkageVerdictFactory(first=second, second=first)


def test_a_search_is_of_a_person_or_of_an_address():
    with pytest.raises(IntegrityError, match="housing_savedsearch_of_a_person_or_an_address"):
        SavedSearchFactory(email="lea@ville.example")


def test_a_lead_that_is_closed_says_why():
    with pytest.raises(IntegrityError, match="housing_lead_closed_with_a_reason"):
        LeadFactory(status="closed", closed_at=timezone.now())


def test_only_what_comes_soon_says_what_it_will_be_for():
    with pytest.raises(IntegrityError, match="housing_lead_soon_offer_of_what_comes_soon"):
        LeadFactory(market="sale", soon_offer="rental")


def test_a_price_of_what_comes_soon_is_a_price_or_a_rent():
    with pytest.raises(IntegrityError, match="housing_lead_soon_price_of_an_offer"):
        LeadFactory(market="soon", price_from_eur=650, price_to_eur=650)


def test_two_sources_never_share_a_push_address():
    SourceFactory(push_token_digest="a" * 64)

    with pytest.raises(IntegrityError, match="housing_source_one_push_token"):
        SourceFactory(push_token_digest="a" * 64)
