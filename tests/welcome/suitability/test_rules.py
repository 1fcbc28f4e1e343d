"""From facts to marks, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.welcome.communes import signs_registry
from bocage.welcome.communes.signs_registry import Sign
from bocage.welcome.suitability.evidence import (
    KnownCommune,
    KnownFact,
    Nearest,
    Rent,
    SoldPrice,
    judge,
)
from bocage.welcome.suitability.models.suitability import PARTS
from tests.welcome.suitability import rules as expected

TODAY = date(2026, 11, 27)


def fact(value, **fields):
    usual = {"detail": "", "source": "INSEE", "address": "", "dated_on": date(2024, 1, 1)}
    return KnownFact(value, **usual | fields)


def known(**fields):
    return KnownCommune(
        **{"code": "61051", "population": 349, "edition": 2026, "today": TODAY} | fields
    )


@pytest.mark.parametrize(
    ("ramp", "value", "mark"),
    [
        (signs_registry.Ramp(0, 10), 0, 100),
        (signs_registry.Ramp(0, 10), 5, 50),
        (signs_registry.Ramp(0, 10), 10, 0),
        (signs_registry.Ramp(0, 10), 99, 0),
        (signs_registry.Ramp(10, 0), 99, 100),
        (signs_registry.Ramp(10, 0), 5, 50),
    ],
)
def test_a_ramp_goes_straight_from_the_best_to_the_worst(ramp, value, mark):
    assert ramp.mark(value) == mark


@given(
    value=st.floats(0, 1e8),
    population=st.integers(0, 3_000_000),
    kilometres=st.floats(0, 40),
    price=st.integers(1, 100_000),
)
def test_every_mark_is_between_0_and_100(value, population, kilometres, price):
    kinds = ("nearest_station", "station_minutes", "paris_minutes", "density", "shops", "doctors")
    nearest = {
        kind: Nearest("61464", "Sées", kilometres, fact(1))
        for kind in ("doctors", "pharmacies", "schools", "shops", "nurseries", "high_schools")
    }
    judged = judge(
        known(
            population=population,
            facts={kind: fact(value) for kind in kinds} | {"fibre": fact(min(value, 100))},
            nearest=nearest,
            homes={"sale": int(value)},
            workspace_km=kilometres,
            signs=[Sign(40, 1), Sign(20, 0.3)],
        )
    )
    assert set(judged.marks) <= set(PARTS)
    assert all(0 <= mark <= 100 for mark in judged.marks.values())
    for budget in (None, 1_000, 50_000_000):
        assert 0 <= expected.price_mark(price, budget, 90) <= 100


def test_what_is_not_known_has_no_mark():
    judged = judge(known(population=None))
    assert (judged.marks, judged.facts) == ({}, {})


def test_a_commune_that_gives_no_sign_of_welcome_is_known_to_give_none():
    judged = judge(known(population=None, signs=[Sign(40, 0), Sign(15, 0)]))
    assert judged.marks == {"welcome": 0}
    assert judged.facts == {"welcome": [{"kind": "no_welcome", "on": "2026-11-27"}]}


def test_a_doctor_next_door_counts_by_its_distance_and_says_where():
    judged = judge(
        known(
            facts={"doctors": fact(0)},
            nearest={"doctors": Nearest("61464", "Sées", 6.04, fact(4, source="ARS"))},
        )
    )
    assert judged.marks["doctor"] == 60
    assert judged.facts["doctor"] == [
        {
            "kind": "doctors",
            "value": 4,
            "source": "ARS",
            "on": "2024-01-01",
            "in": "Sées",
            "km": 6.0,
        }
    ]


def test_none_here_and_none_near_is_worth_nothing_and_is_known():
    judged = judge(known(facts={"doctors": fact(0)}))
    assert judged.marks["doctor"] == 0
    assert "pharmacy" not in judged.marks


def test_minutes_by_road_are_worth_more_than_a_distance():
    judged = judge(known(facts={"nearest_station": fact(40), "station_minutes": fact(5)}))
    assert judged.marks["station"] == 100
    assert judged.facts["station"][0]["kind"] == "station_minutes"


def test_a_distance_is_judged_by_the_minutes_that_its_road_takes():
    by_road = judge(known(facts={"station_minutes": fact(15)}))
    straight = judge(known(facts={"nearest_station": fact(8.7)}, workspace_km=8.7))
    assert straight.marks["station"] == by_road.marks["station"] == 67
    assert straight.marks["workspace"] == 71


def test_shops_are_one_near_then_a_choice_here():
    here = {"shops": Nearest("61051", "Boitron", 0, fact(4))}
    assert judge(known(facts={"shops": fact(4)}, nearest=here)).marks["shops"] == 80
    beside = {"shops": Nearest("61464", "Sées", 5, fact(9))}
    assert judge(known(nearest=beside)).marks["shops"] == 30


def test_quiet_is_read_from_the_density_where_it_is_known():
    assert judge(known(population=3_000)).marks["quiet"] == 0
    dense = judge(known(population=3_000, facts={"density": fact(30)}))
    assert dense.marks["quiet"] == 100
    assert dense.facts["quiet"][0]["kind"] == "density"


@pytest.mark.parametrize(
    ("population", "village", "town"),
    [(100, 0, 0), (525, 50, 0), (1_500, 100, 0), (5_000, 50, 38), (25_000, 0, 100)],
)
def test_a_village_is_neither_too_small_nor_too_large(population, village, town):
    marks = judge(known(population=population)).marks
    assert (marks["village"], marks["town"]) == (village, town)


def test_no_homes_are_told_where_nobody_tells_any():
    assert "sale" not in judge(known()).marks
    judged = judge(known(homes={"sale": 3}))
    assert (judged.marks["sale"], judged.marks["rental"]) == (50, 0)


def test_a_rent_is_judged_and_kept_with_its_homes_and_its_day():
    judged = judge(known(rent=Rent(8.0, 7)))
    assert judged.marks["rent"] == 75
    assert judged.facts["rent"] == [{"kind": "rent", "value": 8.0, "homes": 7, "on": "2026-11-27"}]


def test_a_price_is_kept_with_its_year_and_its_sales():
    judged = judge(known(price=SoldPrice(1_200, 2024, 11, "house")))
    assert "price" not in judged.marks
    assert judged.facts["price"] == [
        {"kind": "price_house", "value": 1_200, "sales": 11, "year": 2024, "source": "DVF"}
    ]


@pytest.mark.parametrize(
    ("eur_m2", "budget", "mark"),
    [(1_000, 90_000, 100), (1_000, 67_500, 50), (1_000, 45_000, 0), (1_000, None, 100)],
)
def test_a_price_is_judged_by_what_the_budget_pays(eur_m2, budget, mark):
    assert expected.price_mark(eur_m2, budget, 90) == mark


@pytest.mark.parametrize(
    ("eur_m2", "rent", "mark"),
    [(10, 900, 100), (10, 675, 50), (10, 450, 0), (6, None, 100), (14, None, 0)],
)
def test_a_rent_is_judged_by_what_the_budget_of_a_month_pays(eur_m2, rent, mark):
    assert expected.rent_mark(eur_m2, rent, 90) == mark


def test_the_welcome_is_the_share_of_the_points_that_are_known():
    told = {"kind": "referent"}
    judged = judge(known(signs=[Sign(40, 1, told), Sign(25, 0), Sign(15, 1)]))
    assert judged.marks["welcome"] == round(100 * 55 / 80)
    assert judged.facts["welcome"] == [{"kind": "referent", "on": "2026-11-27"}]


@pytest.mark.parametrize(
    ("known_sum", "known_weight", "score"),
    [(0, 0, None), (8, 8, 1), (800, 8, 100), (400, 4, 83.33), (0, 4, 16.67), (90, 1, 58.89)],
)
def test_what_is_not_known_draws_a_score_to_the_middle_by_half(known_sum, known_weight, score):
    assert expected.score(known_sum, known_weight, 8) == (score and pytest.approx(score, abs=0.01))


@given(mark=st.integers(0, 100), known_weight=st.integers(1, 12), more=st.integers(0, 12))
def test_a_fact_that_is_missing_is_never_worse_than_one_that_is_bad(mark, known_weight, more):
    total = known_weight + more
    missing = expected.score(mark * known_weight, known_weight, total)
    bad, good = (
        expected.score(mark * known_weight + each * more, total, total) for each in (0, 100)
    )
    assert bad <= missing <= good
