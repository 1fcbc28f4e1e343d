"""Rows within a distance, by the sine and cosine of their degrees."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.territory.geography import (
    EARTH_RADIUS_M,
    Closeness,
    distance_between,
    is_within,
)
from bocage.territory.models import Commune
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

ALENCON = 48.43083, 0.09083


def angle_m(closeness):
    return math.acos(min(1.0, closeness)) * EARTH_RADIUS_M


def read_at(latitude, longitude):
    """Returns the database's closeness of a commune at this position to Alençon."""
    positions = Commune.objects.filter(code="61464")
    positions.update(latitude=latitude, longitude=longitude)
    return positions.values_list(Closeness(*ALENCON), flat=True).get()


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [
        (48.43083, 0.09083),
        (48.43092, 0.09083),
        (48.8566, 2.3522),
        (-21.1151, 55.5364),
        (16.265, -61.551),
        (90.0, 0.0),
        (-48.43083, -179.90917),
    ],
)
def test_the_closeness_is_the_distance_on_the_ground(latitude, longitude):
    CommuneFactory(code="61464")
    exact_distance = distance_between(*ALENCON, latitude, longitude)
    assert angle_m(read_at(latitude, longitude)) == pytest.approx(exact_distance, abs=0.2, rel=1e-9)


def test_what_lies_within_is_what_is_no_farther_than_the_radius():
    near = CommuneFactory(latitude=48.43083 + 0.08, longitude=0.09083)
    CommuneFactory(latitude=48.43083 + 0.10, longitude=0.09083)
    CommuneFactory(latitude=None, longitude=None, position_source="")
    assert list(Commune.objects.filter(is_within(*ALENCON, 10_000))) == [near]


@given(radius_m=st.floats(0, 3e7))
def test_a_radius_around_the_whole_earth_is_no_error(radius_m):
    condition = is_within(*ALENCON, radius_m).get_source_expressions()[1]
    assert -1 <= condition.value <= 1
