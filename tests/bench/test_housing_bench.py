"""`python -m bench housing` fails if a target is missed."""

from bench.harness.budgets import FLAT, GOALS
from bench.harness.parts import missed
from bench.workloads.housing_feed import Reading, figures_of

MATCHING, FEED = GOALS["housing_matching"], GOALS["housing_feed"]


def test_the_middle_of_matching_is_held_to_its_goal():
    slow = dict.fromkeys(MATCHING, 0) | {"match.p50_ms": 2.4}

    assert missed(slow, MATCHING) == ["match.p50_ms is 2.4, above 2."]


def test_what_was_not_measured_keeps_no_goal():
    assert missed({}, {"match.p95_ms": 7.0}) == ["match.p95_ms was not measured."]


def test_memory_that_grows_with_the_listings_is_missed():
    tenth, whole = Reading(1.0, 150.0, 10, 0), Reading(9.0, 155.0, 100, 0)
    grown = Reading(9.0, 390.0, 0, 50)

    assert missed(figures_of(100, tenth, whole, whole), FEED) == []
    assert missed(figures_of(100, tenth, whole, grown), FEED) == [
        f"feed.peak_beside_tenth is 2.6, above {FLAT:g}."
    ]
