"""The budgets that benches are held to are those that the documentation promises."""

import re
from pathlib import Path

import pytest

from bocage.bench.harness.budgets import FLOORS, GOALS
from bocage.bench.harness.registry import workloads

TABLE = [
    line
    for line in Path("docs/performance/README.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|")
]
BUDGETS = sorted(
    {
        (name, bound)
        for bounds in (GOALS, FLOORS)
        for told in bounds.values()
        for name, bound in told.items()
    }
)


@pytest.mark.parametrize(("figure", "bound"), BUDGETS, ids=[name for name, _bound in BUDGETS])
def test_each_budget_is_that_of_the_documentation(figure: str, bound: float) -> None:
    lines = [line for line in TABLE if f"`{figure}`" in line]
    assert lines, f"no line of docs/performance/README.md names `{figure}`"
    told = {
        float(number)
        for line in lines
        for number in re.findall(r"[0-9]+(?:\.[0-9]+)?", line.split("|")[-2])
    }
    assert bound in told or bound * 100 in told


def test_each_budget_is_of_a_workload_or_of_a_part_of_one() -> None:
    parts = {name.partition("_")[0] for name in (*GOALS, *FLOORS)}
    assert parts <= set(workloads())
