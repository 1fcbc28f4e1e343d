"""Rules from facts to marks, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.housing.prices.rents import AskingRent
from bocage.welcome.communes.signs_registry import Ramp, Sign
from bocage.welcome.suitability.commune_facts import CommuneFacts, Nearest, TerritoryFact
from bocage.welcome.suitability.evidence import assess
from bocage.welcome.suitability.ranking_criteria.price import Prices, SoldPrice
from bocage.welcome.suitability.ranking_criteria.registry import stored_parts

TODAY = date(2026, 11, 27)


def fact(value, **fields):
    usual = {"detail": "", "source": "INSEE", "address": "", "dated_on": date(2024, 1, 1)}
    return TerritoryFact(value, **usual | fields)


def commune(measures=None, **fields):
    usual = {"code": "61051", "population": 349, "edition": 2026, "today": TODAY}
    return CommuneFacts(**usual | fields, measures=measures or {})


@pytest.mark.parametrize(
    ("ramp", "value", "mark"),
    [
        (Ramp(0, 10), 0, 100),
        (Ramp(0, 10), 5, 50),
        (Ramp(0, 10), 10, 0),
        (Ramp(0, 10), 99, 0),
        (Ramp(10, 0), 99, 100),
        (Ramp(10, 0), 5, 50),
    ],
)
def test_a_ramp_goes_straight_from_the_best_to_the_worst(ramp, value, mark):
    assert ramp.mark(value) == mark


@given(
    value=st.floats(0, 1e8),
    population=st.integers(0, 3_000_000),
    kilometres=st.floats(0, 40),
)
def test_every_mark_is_between_0_and_100(value, population, kilometres):
    kinds = ("nearest_station", "station_minutes", "paris_minutes", "density", "shops", "doctors")
    nearest = {
        kind: Nearest("61464", "Sées", kilometres, fact(1))
        for kind in ("doctors", "pharmacies", "schools", "shops", "nurseries", "high_schools")
    }
    assessment = assess(
        commune(
            population=population,
            facts={kind: fact(value) for kind in kinds} | {"fibre": fact(min(value, 100))},
            nearest=nearest,
            measures={
                "homes": {"sale": int(value)},
                "workspace": kilometres,
                "welcome": [Sign(40, 1), Sign(20, 0.3)],
            },
        )
    )
    assert set(assessment.marks) <= set(stored_parts())
    assert all(0 <= mark <= 100 for mark in assessment.marks.values())


def test_unknown_fact_has_no_mark():
    assessment = assess(commune(population=None))
    assert (assessment.marks, assessment.facts) == ({}, {})


def test_a_commune_that_gives_no_sign_of_welcome_is_known_to_give_none():
    assessment = assess(commune(population=None, measures={"welcome": [Sign(40, 0), Sign(15, 0)]}))
    assert assessment.marks == {"welcome": 0}
    assert assessment.facts == {"welcome": [{"kind": "no_welcome", "on": "2026-11-27"}]}


def test_a_doctor_next_door_counts_by_its_distance_and_says_where():
    assessment = assess(
        commune(
            facts={"doctors": fact(0)},
            nearest={"doctors": Nearest("61464", "Sées", 6.04, fact(4, source="ARS"))},
        )
    )
    assert assessment.marks["doctor"] == 60
    assert assessment.facts["doctor"] == [
        {
            "kind": "doctors",
            "value": 4,
            "source": "ARS",
            "on": "2024-01-01",
            "in": "Sées",
            "km": 6.0,
        }
    ]


def test_none_here_and_none_near_is_worth_nothing_and_is_commune():
    assessment = assess(commune(facts={"doctors": fact(0)}))
    assert assessment.marks["doctor"] == 0
    assert "pharmacy" not in assessment.marks


def test_minutes_by_road_are_worth_more_than_a_distance():
    assessment = assess(commune(facts={"nearest_station": fact(40), "station_minutes": fact(5)}))
    assert assessment.marks["station"] == 100
    assert assessment.facts["station"][0]["kind"] == "station_minutes"


def test_a_distance_is_assessment_by_the_minutes_that_its_road_takes():
    by_road = assess(commune(facts={"station_minutes": fact(15)}))
    straight = assess(commune(facts={"nearest_station": fact(8.7)}, measures={"workspace": 8.7}))
    assert straight.marks["station"] == by_road.marks["station"] == 67
    assert straight.marks["workspace"] == 71


def test_shops_are_one_near_then_a_choice_here():
    nearest = {"shops": Nearest("61051", "Boitron", 0, fact(4))}
    assert assess(commune(facts={"shops": fact(4)}, nearest=nearest)).marks["shops"] == 80
    beside = {"shops": Nearest("61464", "Sées", 5, fact(9))}
    assert assess(commune(nearest=beside)).marks["shops"] == 30


def test_quiet_is_read_from_the_density_where_it_is_commune():
    assert assess(commune(population=3_000)).marks["quiet"] == 0
    dense = assess(commune(population=3_000, facts={"density": fact(30)}))
    assert dense.marks["quiet"] == 100
    assert dense.facts["quiet"][0]["kind"] == "density"


@pytest.mark.parametrize(
    ("population", "village", "town"),
    [(100, 0, 0), (525, 50, 0), (1_500, 100, 0), (5_000, 50, 38), (25_000, 0, 100)],
)
def test_a_village_is_neither_too_small_nor_too_large(population, village, town):
    marks = assess(commune(population=population)).marks
    assert (marks["village"], marks["town"]) == (village, town)


def test_no_homes_are_counted_without_a_source():
    assert "sale" not in assess(commune()).marks
    assessment = assess(commune(measures={"homes": {"sale": 3}}))
    assert (assessment.marks["sale"], assessment.marks["rental"]) == (50, 0)


def test_a_rent_is_assessment_and_kept_with_its_homes_and_its_day():
    assessment = assess(commune(measures={"price": Prices(rent=AskingRent(8.0, 7))}))
    assert assessment.marks["rent"] == 75
    assert assessment.facts["rent"] == [
        {"kind": "rent", "value": 8.0, "homes": 7, "on": "2026-11-27"}
    ]


def test_a_price_is_kept_with_its_year_and_its_sales():
    assessment = assess(commune(measures={"price": Prices(SoldPrice(1_200, 2024, 11, "house"))}))
    assert "price" not in assessment.marks
    assert assessment.facts["price"] == [
        {"kind": "price_house", "value": 1_200, "sales": 11, "year": 2024, "source": "DVF"}
    ]


def test_the_welcome_is_the_share_of_the_points_that_are_commune():
    signs = [Sign(40, 1, {"kind": "referent"}), Sign(25, 0), Sign(15, 1)]
    assessment = assess(commune(measures={"welcome": signs}))
    assert assessment.marks["welcome"] == round(100 * 55 / 80)
    assert assessment.facts["welcome"] == [{"kind": "referent", "on": "2026-11-27"}]
