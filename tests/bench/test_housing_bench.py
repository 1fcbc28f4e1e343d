"""What `bocage bench housing` promises is what it fails on."""

import re
from pathlib import Path

import pytest

from bocage.bench.harness.parts import missed
from bocage.bench.housing import FLAT, PARTS
from bocage.bench.housing_feed import Reading, figures_of

GOALS = {name: goal for part in PARTS for name, goal in part.goals.items()}


def promised(figure):
    """The numbers of the line of the documentation that names a figure."""
    text = Path("docs/performance/README.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("|") and figure in line)
    return {float(number) for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", line.split("|")[-2])}


@pytest.mark.parametrize("figure", sorted(GOALS))
def test_each_goal_is_that_of_the_documentation(figure):
    assert GOALS[figure] in promised(figure)


def test_the_middle_of_matching_is_held_to_its_goal():
    slow = dict.fromkeys(GOALS, 0) | {"match.p50_ms": 2.4}

    assert missed(slow, GOALS) == ["match.p50_ms is 2.4, above 2."]


def test_what_was_not_measured_keeps_no_goal():
    assert missed({}, {"match.p95_ms": 7.0}) == ["match.p95_ms was not measured."]


def test_memory_that_grows_with_the_listings_is_missed():
    tenth, whole = Reading(1.0, 150.0, 10, 0), Reading(9.0, 155.0, 100, 0)
    grown = Reading(9.0, 390.0, 0, 50)
    part = next(part for part in PARTS if part.module == "housing_feed")

    assert missed(figures_of(100, tenth, whole, whole), part.goals) == []
    assert missed(figures_of(100, tenth, whole, grown), part.goals) == [
        f"feed.peak_beside_tenth is 2.6, above {FLAT:g}."
    ]
