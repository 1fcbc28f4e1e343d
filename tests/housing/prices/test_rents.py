"""The rents that the housing watch knows, commune by commune."""

from datetime import timedelta

import pytest
from django.utils import timezone

from bocage.housing.prices.rents import MIN_HOMES, AskingRent, asking_rents
from tests.housing.factories import DwellingFactory
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db


def to_rent(commune, price_eur=500, **values):
    facts = {"offer": "rental", "surface_m2": 50} | values
    return DwellingFactory(commune=commune, price_eur=price_eur, **facts)


def rents(*communes):
    return asking_rents([commune.pk for commune in communes], timezone.localdate())


def test_the_median_of_what_is_asked_by_square_metre(boitron):
    for price in (350, 400, 450, 500, 2_000):
        to_rent(boitron, price)

    assert rents(boitron, CommuneFactory(sees=True)) == {boitron.pk: AskingRent(9.0, 5)}


def test_homes_that_are_let_since_count(boitron):
    for _home in range(MIN_HOMES):
        to_rent(boitron, off_market=True)

    assert rents(boitron)[boitron.pk].homes == MIN_HOMES


@pytest.mark.parametrize(
    "changes",
    [
        {"offer": "sale"},
        {"offer": "seasonal_rental"},
        {"kind": "parking"},
        {"surface_m2": None},
        {"surface_m2": 5},
        {"price_eur": 50},
        {"price_eur": 180_000},
        {"confirmed_at": timedelta(days=731)},
    ],
    ids=["sale", "holidays", "parking", "no size", "cupboard", "mistyped", "a price", "long ago"],
)
def test_what_says_nothing_of_rents_is_left_out(boitron, changes):
    if "confirmed_at" in changes:
        seen_at = timezone.now() - changes["confirmed_at"]
        changes = {"confirmed_at": seen_at, "first_seen_at": seen_at}
    for _home in range(MIN_HOMES - 1):
        to_rent(boitron)
    to_rent(boitron, **changes)

    assert rents(boitron) == {}


@pytest.mark.parametrize("count", [1, 3])
def test_many_communes_cost_one_query(count, boitron, django_assert_num_queries):
    communes = [boitron, CommuneFactory(sees=True), CommuneFactory(essay=True)][:count]
    for commune in communes:
        for _home in range(MIN_HOMES):
            to_rent(commune)

    with django_assert_num_queries(1):
        assert len(rents(*communes)) == count
