"""Homes by kind and by source, the hidden market, and searches that nothing answers."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db.backends.postgresql.psycopg_any import NumericRange

from bocage.evidence.operations.snapshots import count_night
from bocage.housing.alerts.operations.matching import searches_met_by_dwelling
from bocage.housing.criteria.circles import box_around
from bocage.housing.models import Dwelling
from tests.evidence.figures import NIGHT, figure
from tests.housing.factories import (
    DwellingFactory,
    LeadFactory,
    ListingFactory,
    SavedSearchFactory,
    SourceFactory,
)
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset(
    {
        *("houses_on_the_market", "apartments_on_the_market", "other_properties_on_the_market"),
        *("homes_of_agencies", "homes_of_notaries", "homes_of_owners"),
        *("hidden_market_share", "demand_without_supply"),
    }
)

IN_JUNE = datetime(2026, 6, 5, 12, tzinfo=ZoneInfo("Europe/Paris"))
IN_MAY = datetime(2026, 5, 5, 12, tzinfo=ZoneInfo("Europe/Paris"))


def test_homes_are_shown_by_what_they_are(boitron):
    for kind in ("house", "house", "apartment", "land", "shop"):
        DwellingFactory(commune=boitron, kind=kind)
    DwellingFactory(commune=boitron, off_market=True)

    count_night(NIGHT)

    values = {
        name: figure(f"{name}_on_the_market", "commune", "61051")[0]
        for name in ("houses", "apartments", "other_properties")
    }
    assert values == {"houses": 2, "apartments": 1, "other_properties": 2}


def test_a_home_counts_once_for_each_kind_of_source_that_offers_it(boitron):
    home = DwellingFactory(commune=boitron)
    for kind in ("agency", "agency", "notary"):
        ListingFactory(dwelling=home, commune=boitron, source=SourceFactory(kind=kind))
    ListingFactory(
        dwelling=home, commune=boitron, source=SourceFactory(kind="owners"), withdrawn=True
    )

    count_night(NIGHT)

    assert figure("homes_of_agencies") == (1, None, 1)
    assert figure("homes_of_notaries") == (1, None, 1)
    assert figure("homes_of_owners") is None


def test_the_hidden_market_is_a_share_of_all_that_appeared(boitron):
    for _number in range(3):
        DwellingFactory(commune=boitron, first_seen_at=IN_JUNE)
    DwellingFactory(commune=boitron, first_seen_at=IN_MAY)
    listed = DwellingFactory(commune=boitron, first_seen_at=IN_JUNE)
    LeadFactory(commune=boitron, reported_at=IN_JUNE)
    LeadFactory(
        commune=boitron, reported_at=IN_JUNE, status="listed", closed_at=IN_JUNE,
        listing=ListingFactory(dwelling=listed, commune=boitron),
    )  # fmt: skip
    LeadFactory(
        commune=boitron, reported_at=IN_JUNE, status="closed", closed_at=IN_JUNE,
        close_reason="mistake",
    )  # fmt: skip

    count_night(NIGHT)

    assert figure("hidden_market_share", "commune", "61051") == (2, 5, 5)


def search_around(commune, **fields):
    box = box_around(commune.latitude, commune.longitude, 10_000)
    return SavedSearchFactory(
        commune=commune, latitude=commune.latitude, longitude=commune.longitude, radius_m=10_000,
        west=box.west, south=box.south, east=box.east, north=box.north, **fields,
    )  # fmt: skip


def test_a_search_that_nothing_answers_is_demand_without_supply(boitron):
    DwellingFactory(commune=boitron, price_eur=180_000, rooms=5)
    search_around(boitron)
    search_around(boitron, price=NumericRange(None, 100_000, "[)"))
    search_around(boitron, rooms=NumericRange(6, None, "[)"))
    search_around(boitron, status="paused")
    SavedSearchFactory()

    count_night(NIGHT)

    assert figure("demand_without_supply", "commune", "61051") == (2, 3, 3)


@pytest.mark.parametrize(
    "criteria",
    [
        {},
        {"kinds": ["apartment"]},
        {"kinds": []},
        {"price": NumericRange(100_000, 180_001, "[)")},
        {"price": NumericRange(None, 180_000, "[)")},
        {"surface": NumericRange(120, None, "[)")},
        {"rooms": NumericRange(6, None, "[)")},
        {"land_from_m2": 2_000},
        {"energy_at_least": "D"},
        {"energy_at_least": "C"},
        {"needs_fibre": True},
        {"needs_garden": True},
        {"workspace_within_m": 5_000},
        {"words": "longère"},
        {"words": "château"},
        {"offer": "rental"},
    ],
)
@pytest.mark.parametrize("unknown", [{}, {"surface_m2": None, "rooms": None, "land_m2": None}])
def test_a_search_is_met_exactly_where_matching_meets_it(boitron, criteria, unknown):
    home = DwellingFactory(commune=boitron, **unknown)
    search = search_around(boitron, **criteria)
    is_met = search.pk in {
        match.search_id for match in searches_met_by_dwelling(Dwelling.objects.get(pk=home.pk))
    }

    count_night(NIGHT)

    assert figure("demand_without_supply") == (0 if is_met else 1, 1, 1)


def test_a_home_far_away_or_under_offer_answers_no_search(boitron):
    DwellingFactory(commune=CommuneFactory(mortagne=True))
    DwellingFactory(commune=boitron, is_under_offer=True)
    search_around(boitron)

    count_night(NIGHT)

    assert figure("demand_without_supply") == (1, 1, 1)
