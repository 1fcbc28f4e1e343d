"""The time of a road from the straight line."""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from bocage.territory.travel import STEP_MINUTES, road_minutes, travel_between
from bocage.territory.travel_formatting import (
    format_distance,
    format_drive,
    format_road,
    format_rough_way,
    format_way,
    format_way_from,
)


@pytest.mark.parametrize(
    ("kilometres", "minutes"),
    [(0, 0), (0.1, 0), (1, 5), (3, 10), (8.7, 15), (13.8, 20), (14, 25), (40, 50), (160, 175)],
)
def test_a_way_is_slow_in_streets_and_faster_on_large_roads(kilometres, minutes):
    assert road_minutes(kilometres * 1_000) == minutes


@given(metres=st.floats(0, 2e7), extra=st.floats(0, 2e7))
def test_what_is_farther_takes_no_less(metres, extra):
    near, far = road_minutes(metres), road_minutes(metres + extra)
    assert 0 <= near <= far
    assert near % STEP_MINUTES == 0


def test_the_road_between_two_places():
    boitron, sees = (48.5681, 0.2647), (48.6058, 0.1717)
    travel = travel_between(boitron, sees)
    assert (travel.km, travel.minutes) == (10, 15)
    assert travel_between(boitron, boitron).minutes == 0
    assert travel_between(None, sees) is None
    assert travel_between(sees, None) is None


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "environ 5 min en voiture"),
        (15, "environ 15 min en voiture"),
        (60, "environ 1 h en voiture"),
        (65, "environ 1 h 05 en voiture"),
    ],
)
def test_time_of_a_road_is_written_as_an_estimate(minutes, words):
    assert format_drive(minutes).replace("\u00a0", " ") == words


@pytest.mark.parametrize(
    ("metres", "expected"),
    [
        (0, "50 m"),
        (412, "400 m"),
        (949, "950 m"),
        (951, "1,0 km"),
        (2_949, "2,9 km"),
        (4_271, "4 km"),
        (27_600, "28 km"),
    ],
)
def test_a_distance_is_written_as_people_say_it(metres, expected):
    assert format_distance(metres) == expected.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("metres", "way", "way_from", "road"),
    [
        (0, "tout près", "tout près du Mêle-sur-Sarthe", "tout près"),
        (149, "tout près", "tout près du Mêle-sur-Sarthe", "tout près"),
        (412, "à 400 m", "à 400 m du Mêle-sur-Sarthe", "à 400 m, environ 5 min en voiture"),
        (8_700, "à 9 km", "à 9 km du Mêle-sur-Sarthe", "à 9 km, environ 15 min en voiture"),
    ],
)
def test_equal_positions_have_no_distance(metres, way, way_from, road):
    sentences = (
        format_way(metres),
        format_way_from(metres, "Le Mêle-sur-Sarthe"),
        format_road(metres, road_minutes(metres)),
    )
    assert tuple(words.replace("\u00a0", " ") for words in sentences) == (way, way_from, road)


def test_english_says_how_far_without_contracting_names():
    with translation.override("en"):
        assert format_way(8_700).replace("\u00a0", " ") == "9 km away"
        assert format_way_from(8_700, "Essay").replace("\u00a0", " ") == "9 km from Essay"
        assert format_way_from(0, "Essay") == "very near Essay"


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (0, "à quelques kilomètres"),
        (5_900, "à quelques kilomètres"),
        (6_100, "à environ 6\u00a0km"),
        (23_400, "à environ 23\u00a0km"),
    ],
)
def test_distance_between_people_is_approximate(metres, words):
    assert format_rough_way(metres) == words
