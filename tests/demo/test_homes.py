"""The homes of the demo: the same each time, with a past."""

from collections import Counter

import pytest

from bocage.demo.homes.offers import HOMES, LET_IN, LET_PER_TOWN, REWORDED, SHARED, demo_homes
from bocage.housing.prices.rents import MIN_HOMES
from tests.territory.factories import ORNE, CommuneFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    communes = [CommuneFactory(**{name: True}) for name in sorted(ORNE)]
    return list(demo_homes(communes)), communes


def test_they_are_the_same_each_time(homes):
    first, communes = homes
    assert list(demo_homes(communes)) == first
    towns = sum(commune.pk in LET_IN for commune in communes)
    assert len(first) == HOMES + SHARED + REWORDED + LET_PER_TOWN * towns


def test_enough_flats_were_let_in_towns_for_their_rents_to_be_known(homes):
    withdrawn, communes = [home for home in homes[0] if home.row_on(0) is None], homes[1]
    lettings = Counter(home.row.town for home in withdrawn if home.row.offer == "rental")

    for commune in communes:
        if commune.pk in LET_IN:
            assert lettings[commune.name] >= MIN_HOMES


def test_each_source_names_its_homes_once(homes):
    names = Counter((home.source, home.row.external_id) for home in homes[0])
    assert max(names.values()) == 1


def test_prices_fall_and_homes_leave(homes):
    falling = [home for home in homes[0] if home.falls]
    leaving = [home for home in homes[0] if home.until_day is not None]
    assert falling
    assert leaving
    for home in falling:
        day = max(home.falls)
        before, after = home.row_on(home.since_day), home.row_on(day)
        if before is not None and after is not None:
            assert after.price_eur < before.price_eur
    assert all(home.row_on(0) is None for home in leaving if home.until_day == 0)
