"""Writes docs/performance/figures.md from the runs that are kept beside it.

bocage bench all --size departement --json > docs/performance/runs/departement.json
python scripts/performance_table.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs" / "performance"
RUNS = DOCS / "runs"
PAGE = DOCS / "figures.md"
SIZES = {"departement": "département", "region": "région", "france": "France"}
TOLD = (
    *("p95_ms", "p95_s", "requests_per_s", "rows_per_s", "kept_of_bare_percent", "minutes"),
    *("again_max_s", "recall", "precision"),
)
LEFT_OUT = ("cold", "bare.", "_tenth", "/")
PROCESSOR = "_cpu_per_request_ms"
SHARE_IN_USE = 0.5
"""Of the processor, on average of an hour."""
SLOWEST = 20
SEED = "seed."
SO_MANY = 99.5
"""Times from which a growth is told without a decimal."""

Run = Mapping[str, Any]


def page(runs: Mapping[str, Run]) -> str:
    """The page, from the runs by size; a size that was not measured has no column."""
    known = {size: runs[size] for size in SIZES if size in runs}
    blocks = [
        "# What was measured, from a département to France",
        "Made by `python scripts/performance_table.py` from the runs in `runs/`: no figure here is"
        " written by hand.",
        *[_machine(SIZES[size], run) for size, run in known.items()],
    ]
    blocks += [_weight(known)] if known else []
    names = sorted({name for run in known.values() for name in run["workloads"]})
    blocks += [_workload(name, known) for name in names]
    blocks += [_capacity(known), _slowest_routes(known)] if known else []
    return "\n\n".join(blocks) + "\n"


def _capacity(runs: Mapping[str, Run]) -> str:
    """How many requests of each kind the cores answer, by the processor that each takes."""
    lines = [
        "| what is asked | size | ms of processor | a second, half of the cores |",
        "|---|---|---|---|",
    ]
    for size, run in runs.items():
        cores = run["machine"]["cores"]
        for name, told in sorted(run["workloads"].items()):
            for part, spent in _processor(told["figures"]):
                answered = cores * 1000 * SHARE_IN_USE / spent
                lines.append(
                    f"| `{name}`: {part} | {SIZES[size]} | {spent:.2f} | {answered:,.0f} |"
                )
    return (
        "## What such a machine answers\n\nPages, tasks and PostgreSQL together, with half of the"
        " processor left for the peak of the hour.\n\n" + "\n".join(lines)
    )


def _processor(figures: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Milliseconds of processor by part, of all families of processes."""
    spent: dict[str, float] = {}
    for figure, value in figures.items():
        if figure.endswith(PROCESSOR) and not figure.startswith("bare."):
            part = figure.removesuffix(PROCESSOR).rpartition(".")[0]
            spent[part] = spent.get(part, 0.0) + value
    yield from spent.items()


def _slowest_routes(runs: Mapping[str, Run]) -> str:
    """The slowest pages of each size, and what they took before they were looked into."""
    lines = ["| route | size | before, ms | now, ms |", "|---|---|---|---|"]
    for size, run in runs.items():
        now = _routes(run)
        before = _routes(first_run(size))
        order = sorted(now, key=lambda route: max(now[route], before.get(route, 0.0)), reverse=True)
        for route in order[:SLOWEST]:
            known = f"{before[route]:,g}" if route in before else "–"
            lines.append(f"| `{route}` | {SIZES[size]} | {known} | {now[route]:,g} |")
    return "## The slowest routes\n\n" + "\n".join(lines)


def _routes(run: Run) -> dict[str, float]:
    figures = run["workloads"].get("routes", {}).get("figures", {})
    return {
        figure.removesuffix(".p50_ms"): value
        for figure, value in figures.items()
        if figure.startswith("/")
    }


def first_run(size: str) -> Run:
    """The run of a size before its slowest routes were looked into; empty where none is kept."""
    path = RUNS / "first" / f"{size}.json"
    if not path.exists():
        return {"workloads": {}}
    found: Run = json.loads(path.read_text(encoding="utf-8"))
    return found


def _machine(size: str, run: Run) -> str:
    machine = run["machine"]
    minutes = sum(told["minutes"] for told in run["workloads"].values())
    return (
        f"- **{size}**: {run['rounds']} round(s) in {minutes:.0f} minutes, {machine['cores']} cores"
        f" of {machine['cpu']}, {machine['memory_gib']} GiB, {machine['os']}, Python"
        f" {machine['python']}, `million_steps_ms` {machine['million_steps_ms']}"
    )


def _weight(runs: Mapping[str, Run]) -> str:
    """What an instance of each size holds, as `bocage bench seed` fills it."""
    filled = [run["workloads"].get("routes", {}).get("figures", {}) for run in runs.values()]
    names = dict.fromkeys(name for told in filled for name in told if name.startswith(SEED))
    lines = ["| what | " + " | ".join(SIZES[size] for size in runs) + " |"]
    lines.append("|---|" + "---|" * len(runs))
    for name in names:
        cells = [_number(told.get(name)) for told in filled]
        lines.append(f"| `{name.removeprefix(SEED)}` | {' | '.join(cells)} |")
    return "## What each size weighs\n\n" + "\n".join(lines)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,.10g}"


def _workload(name: str, runs: Mapping[str, Run]) -> str:
    head = ["figure", *(SIZES[size] for size in runs)]
    is_grown = len(runs) > 1
    lines = ["| " + " | ".join([*head, *(["growth"] if is_grown else [])]) + " |"]
    lines.append("|" + "---|" * (len(head) + is_grown))
    for figure, values in _figures(name, runs):
        told = [_number(value) for value in values]
        lines.append(f"| `{figure}` | " + " | ".join([*told, *_growth(values)]) + " |")
    return f"## `bocage bench {name}`\n\n" + "\n".join(lines)


def _figures(name: str, runs: Mapping[str, Run]) -> Iterator[tuple[str, list[float | None]]]:
    figures = [run["workloads"].get(name, {}).get("figures", {}) for run in runs.values()]
    for figure in dict.fromkeys(one for told in figures for one in told):
        if figure.endswith(TOLD) and not any(part in figure for part in LEFT_OUT):
            yield figure, [told.get(figure) for told in figures]


def _growth(values: list[float | None]) -> list[str]:
    """How many times the largest size has of the smallest."""
    if len(values) < 2:
        return []
    first, last = values[0], values[-1]
    if not first or not last:
        return ["–"]
    times = last / first
    return [f"× {times:.2g}" if times < SO_MANY else f"× {times:,.0f}"]


def kept_runs() -> dict[str, Run]:
    """The runs that are committed, by their size."""
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(RUNS.glob("*.json")))
    return {run["size"]: run for run in found}


if __name__ == "__main__":
    PAGE.write_text(page(kept_runs()), encoding="utf-8")
