"""The budgets that benches are held to are those that the documentation promises."""

import re
from pathlib import Path

import pytest

from bench.harness.budgets import FLOORS, GOALS, PROMISES, bounds_of
from bench.harness.registry import workloads
from bench.workloads import housing, network, outreach

GOALS_HEADING = "## Goals, with four web workers"
NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
PAGE = Path("docs/performance/README.md").read_text(encoding="utf-8")
TABLE = [
    line
    for line in PAGE.partition(GOALS_HEADING)[2].partition("\n## ")[0].splitlines()
    if line.startswith("| `")
]
BUDGETS = sorted(
    {
        (name, bound)
        for bounds in (GOALS, FLOORS, PROMISES)
        for figures in bounds.values()
        for name, bound in figures.items()
    }
)


@pytest.mark.parametrize(("figure", "bound"), BUDGETS, ids=[name for name, _bound in BUDGETS])
def test_each_budget_is_that_of_the_documentation(figure: str, bound: float) -> None:
    lines = [line for line in TABLE if f"`{figure}`" in line]
    assert lines, f"no line of docs/performance/README.md names `{figure}`"
    numbers = {float(number) for line in lines for number in NUMBER.findall(line.split("|")[-2])}
    assert bound in numbers or bound * 100 in numbers


@pytest.mark.parametrize("line", TABLE, ids=[line.split("`")[1] for line in TABLE])
def test_each_goal_of_the_documentation_is_a_budget(line: str) -> None:
    names = [name for name in re.findall(r"`([^`]+)`", line) if name not in workloads()]
    bounds = {bound for name, bound in BUDGETS if name in names}

    assert set(names) <= {name for name, _bound in BUDGETS}
    numbers = {float(number) for number in NUMBER.findall(line.split("|")[-2])}
    assert numbers <= bounds | {100 * bound for bound in bounds}


def test_each_budget_is_of_a_workload_or_of_a_part_of_one() -> None:
    parts = {part.name for part in (*housing.PARTS, *network.PARTS, *outreach.PARTS)}
    assert {*GOALS, *FLOORS, *PROMISES} <= {*workloads(), *parts}
    assert {name.partition("_")[0] for name in parts} <= set(workloads())


def test_the_bounds_of_a_workload_are_its_own_and_those_of_its_parts() -> None:
    bounds = {"club": {"a": 1.0}, "club_programme": {"b": 2.0}, "clubs": {"c": 3.0}}
    assert bounds_of("club", bounds) == {"a": 1.0, "b": 2.0}
