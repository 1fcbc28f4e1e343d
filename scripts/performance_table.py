"""Writes docs/performance/figures.md from the stored runs beside it.

python -m bench all --size departement --json > docs/performance/runs/departement.json
python -m scripts.performance_table
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from bench.harness.budgets import FLOORS, GOALS, PROMISES, bounds_of

DOCS = Path(__file__).resolve().parents[1] / "docs" / "performance"
RUNS = DOCS / "runs"
PAGE = DOCS / "figures.md"
SIZES = {"departement": "département", "region": "région", "france": "France"}
SHOWN_FIGURES = ("p95_ms", "p95_s", "rows_per_s", ".minutes", ".growth", "client.requests_per_s")
"""Figures that are shown besides those with a goal."""
LEFT_OUT = ("cold", "bare.", "/")
PROCESSOR = "_cpu_per_request_ms"
SHARE_IN_USE = 0.5
"""Share of the processor in use, on average of an hour."""
SLOWEST = 12
"""Routes of each size."""
SEED = "seed."
SO_MANY = 99.5
"""Growth from which decimals are omitted."""
EMPTY_CELL = "—"

Run = Mapping[str, Any]
Values = Sequence[float | None]
"""Values of one figure, at each measured size."""


def page(runs: Mapping[str, Run]) -> str:
    """Returns the page, from the runs by size; a size without a run has no column."""
    shown_runs = {size: runs[size] for size in SIZES if size in runs}
    blocks = [
        "# What was measured, from a département to France",
        "Made by `python -m scripts.performance_table` from the runs in `runs/`: no figure here is"
        " written by hand. The columns « → » say how many times larger a figure is than at the size"
        " before. A goal holds at each size, at the pace that"
        " [the README](README.md#goals-with-four-web-workers) tells.",
        "\n".join(_machine(SIZES[size], run) for size, run in shown_runs.items()),
    ]
    blocks += [_weight(shown_runs)] if shown_runs else []
    names = sorted({name for run in shown_runs.values() for name in run["workloads"]})
    blocks += [_workload(name, shown_runs) for name in names]
    blocks += (
        [_capacity(shown_runs), _slowest_routes(shown_runs), _first_readers(shown_runs)]
        if shown_runs
        else []
    )
    return "\n\n".join(blocks) + "\n"


def _machine(size: str, run: Run) -> str:
    machine = run["machine"]
    minutes = sum(workload["minutes"] for workload in run["workloads"].values())
    codes = {code for workload in run["workloads"].values() for code in workload.get("sources", ())}
    mixed = f", measured in parts with {len(codes)} versions of the code" if len(codes) > 1 else ""
    return (
        f"- **{size}**: {run['rounds']} round(s) in {minutes:.0f} minutes, {machine['cores']} cores"
        f" of {machine['cpu']}, {machine['memory_gib']} GiB, {machine['os']}, Python"
        f" {machine['python']}, `million_steps_ms` {machine['million_steps_ms']}{mixed}"
    )


def _weight(runs: Mapping[str, Run]) -> str:
    """Returns the content of an instance of each size, as `python -m bench seed` fills it."""
    figures = _figures("routes", runs)
    rows = [
        ([f"`{name.removeprefix(SEED)}`"], values)
        for name, values in figures.items()
        if name.startswith(SEED)
    ]
    return "## What each size weighs\n\n" + _table(["what"], runs, rows)


def _workload(name: str, runs: Mapping[str, Run]) -> str:
    """Returns the figures with a goal, then the others."""
    figures, goals = _figures(name, runs), _goals(name)
    other_figures = [
        figure
        for figure in figures
        if figure.endswith(SHOWN_FIGURES) and not any(part in figure for part in LEFT_OUT)
    ]
    rows = [
        ([f"`{figure}`", goals.get(figure, "")], figures[figure])
        for figure in dict.fromkeys([*(goal for goal in goals if goal in figures), *other_figures])
    ]
    return f"## `python -m bench {name}`\n\n" + _table(["figure", "goal"], runs, rows)


def _goals(workload: str) -> dict[str, str]:
    """Returns the goal of each figure, formatted."""
    bounds = ((GOALS, "at most "), (FLOORS, "at least "), (PROMISES, ""))
    return {
        figure: f"{side if bound else ''}{_number(bound)}"
        for goal, side in bounds
        for figure, bound in bounds_of(workload, goal).items()
    }


def _capacity(runs: Mapping[str, Run]) -> str:
    """Returns the requests per second of each kind that the cores allow, by processor time."""
    spent = {
        f"`{name}`: {part}": values
        for name in sorted({name for run in runs.values() for name in run["workloads"]})
        for part, values in _processor(_figures(name, runs), len(runs)).items()
    }
    cores = [run["machine"]["cores"] for run in runs.values()]
    answered = [
        ([subject], [_answered(*value) for value in zip(values, cores, strict=True)])
        for subject, values in spent.items()
    ]
    rows = [
        ([subject], [value and round(value, 2) for value in costs])
        for subject, costs in spent.items()
    ]
    head = ["what is asked"]
    return "\n\n".join(
        [
            "## What such a machine answers",
            "Milliseconds of processor that a request takes: pages, tasks and PostgreSQL together.",
            _table(head, runs, rows),
            "Requests a second that all cores then answer, with half of the processor left for the"
            " peak of the hour.",
            _table(head, runs, answered),
        ]
    )


def _answered(spent: float | None, cores: int) -> float | None:
    return round(cores * 1000 * SHARE_IN_USE / spent) if spent else None


def _processor(figures: Mapping[str, Values], sizes: int) -> dict[str, list[float | None]]:
    """Milliseconds of processor by part, of all families of processes."""
    spent: dict[str, list[float | None]] = {}
    for figure, values in figures.items():
        if figure.endswith(PROCESSOR) and not figure.startswith("bare."):
            part = figure.removesuffix(PROCESSOR).rpartition(".")[0]
            so_far = spent.get(part, [None] * sizes)
            spent[part] = [_sum(*pair) for pair in zip(so_far, values, strict=True)]
    return spent


def _sum(so_far: float | None, added: float | None) -> float | None:
    return so_far if added is None else (so_far or 0.0) + added


def _slowest_routes(runs: Mapping[str, Run]) -> str:
    """Returns the slowest routes of any size, with their durations at the other sizes."""
    routes_by_run = [_routes(run) for run in runs.values()]
    slowest = {route for figures in routes_by_run for route in _slowest_first(figures)[:SLOWEST]}
    order = sorted(
        slowest,
        key=lambda route: max(figures.get(route, 0.0) for figures in routes_by_run),
        reverse=True,
    )
    rows = [([f"`{route}`"], [figures.get(route) for figures in routes_by_run]) for route in order]
    return "\n\n".join(
        [
            "## The slowest routes",
            "Milliseconds of each route alone, the median of readers after the first. `?` is a page"
            " with choices made in it.",
            _table(["route"], runs, rows),
        ]
    )


def _first_readers(runs: Mapping[str, Run]) -> str:
    """Returns the durations of the slowest routes before their optimisation, and now without a
    cache.

    The cached content was made for that first request.
    """
    blocks = [
        "## Before, and for the first reader",
        "Milliseconds: « before » is of the run before the slowest routes were looked into, « first"
        " reader » of whoever asks when nothing is kept yet, « now » of those who read afterwards.",
    ]
    for size, run in runs.items():
        before, first, now = _routes(first_run(size)), _routes(run, "cold_ms"), _routes(run)
        runs_known = {
            route: max(before.get(route, 0.0), first.get(route, 0.0), milliseconds)
            for route, milliseconds in now.items()
            if route in before or route in first
        }
        if not runs_known:
            continue
        lines = ["| route | before | first reader | now |", "|---|---|---|---|"]
        for route in _slowest_first(runs_known)[:SLOWEST]:
            cells = [_number(figures.get(route)) for figures in (before, first, now)]
            lines.append(f"| `{route}` | {' | '.join(cells)} |")
        blocks += [f"### {SIZES[size]}", "\n".join(lines)]
    return "\n\n".join(blocks)


def _slowest_first(times: Mapping[str, float]) -> list[str]:
    return sorted(times, key=lambda route: times[route], reverse=True)


def _routes(run: Run, figure: str = "p50_ms") -> dict[str, float]:
    """Returns one figure of each route, in milliseconds."""
    figures = run["workloads"].get("routes", {}).get("figures", {})
    return {
        name.removesuffix(f".{figure}"): value
        for name, value in figures.items()
        if name.startswith("/") and name.endswith(f".{figure}")
    }


def first_run(size: str) -> Run:
    """Returns the run of a size before its slowest routes were optimised; empty without one."""
    path = RUNS / "first" / f"{size}.json"
    if not path.exists():
        return {"workloads": {}}
    run: Run = json.loads(path.read_text(encoding="utf-8"))
    return run


def _figures(workload: str, runs: Mapping[str, Run]) -> dict[str, Values]:
    """Returns each figure of a workload, at each size."""
    figures_by_run = [
        run["workloads"].get(workload, {}).get("figures", {}) for run in runs.values()
    ]
    return {
        name: [figures.get(name) for figures in figures_by_run]
        for name in dict.fromkeys(_names(figures_by_run))
    }


def _names(figures_by_run: Iterable[Mapping[str, float]]) -> Iterator[str]:
    for figures in figures_by_run:
        yield from figures


def _table(
    heads: Sequence[str], runs: Mapping[str, Run], rows: Iterable[tuple[Sequence[str], Values]]
) -> str:
    """Returns a table of figures: the values at each size, and the growth between sizes."""
    sizes = [SIZES[size] for size in runs]
    titles = [*heads, *sizes, *(f"→ {size}" for size in sizes[1:])]
    lines = [_line(titles), "|" + "---|" * len(titles)]
    for first, values in rows:
        grown = [_growth(*pair) for pair in pairwise(values)]
        lines.append(_line([*first, *(_number(value) for value in values), *grown]))
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _number(value: float | None) -> str:
    return EMPTY_CELL if value is None else f"{value:,.10g}"


def _growth(smaller: float | None, larger: float | None) -> str:
    """Formats the ratio of the larger size to the smaller one."""
    if not smaller or not larger:
        return EMPTY_CELL
    times = larger / smaller
    return f"× {times:.2g}" if times < SO_MANY else f"× {times:,.0f}"


def read_runs() -> dict[str, Run]:
    """Returns the committed runs, by size."""
    documents = (
        json.loads(path.read_text(encoding="utf-8")) for path in sorted(RUNS.glob("*.json"))
    )
    return {run["size"]: run for run in documents}


if __name__ == "__main__":
    PAGE.write_text(page(read_runs()), encoding="utf-8")
