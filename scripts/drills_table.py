"""Writes docs/operations/drill-figures.md from the stored drills beside it.

python -m bench drill NAME --json > docs/operations/drills/NAME.json
python scripts/drills_table.py
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

DOCS = Path(__file__).resolve().parents[1] / "docs" / "operations"
DRILLS = DOCS / "drills"
PAGE = DOCS / "drill-figures.md"
COLUMNS = {
    "bookings.confirmed": "bookings confirmed",
    "bookings.lost": "lost",
    "bookings.overlaps": "overlapping",
    "bookings.sent_again": "sent again",
    "bookings.longest_silence_s": "longest silence, s",
    "recovery_s": "booked again after, s",
    "mails.sent": "mails sent",
    "mails.waiting": "never left",
    "mails.twice": "came twice",
    "seconds": "whole drill, s",
}
"""The figures that most drills have, each with its head in the table."""
STEPS = "million_steps_ms"
"""Figure that depends on the machine and the hour."""
LEFT_OUT = ("mails.arrived", "bookings.refused")
"""Required to be as many as were sent, and none."""

Drill = Mapping[str, Any]


def page(drills: Sequence[Drill]) -> str:
    """Returns the page: common counts in a table, the others below it."""
    blocks = [
        "# What the drills counted",
        "Made by `python scripts/drills_table.py` from the runs in `drills/`, each in its whole"
        " form: no figure here is written by hand. [Drills](drills.md) says what each does and"
        " requires. The machine did other things meanwhile: « load » is how many processes wanted"
        " it in the minute before, those of the instance included where it stood already; « one"
        " core » is how long a million turns of an empty loop took then.",
        "\n".join(f"- {machine}" for machine in dict.fromkeys(map(_machine, drills))),
        _table(drills),
        "A mail may come twice where a worker dies between the answer of the mail server and its"
        " own commit: both have the same `Message-ID`. Whoever booked while the database was away"
        " was told to try again, and did.",
        "## What else was counted",
        "\n".join(line for drill in drills for line in _small_print(drill)),
    ]
    return "\n\n".join(blocks) + "\n"


def _machine(drill: Drill) -> str:
    machine = drill["machine"]
    return (
        f"{machine['cores']} cores of {machine['cpu']}, {machine['memory_gib']} GiB,"
        f" {machine['os']}, Python {machine['python']}"
    )


def _table(drills: Sequence[Drill]) -> str:
    head = ["drill", *COLUMNS.values(), "load", "one core, ms"]
    lines = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for drill in drills:
        figures = [_number(drill["figures"].get(name)) for name in COLUMNS]
        steps = [_number(drill["load_before"]), _number(drill["machine"][STEPS])]
        lines.append("| " + " | ".join([f"`{drill['name']}`", *figures, *steps]) + " |")
    return "\n".join(lines)


def _small_print(drill: Drill) -> Iterator[str]:
    sentences = [
        f"`{name}` {_number(value)}"
        for name, value in drill["figures"].items()
        if name not in COLUMNS and name not in LEFT_OUT
    ]
    if sentences:
        yield f"- **{drill['name']}** ({drill['summary']}): {', '.join(sentences)}"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,}"


def read_drills() -> list[Drill]:
    """Returns the committed runs, by name."""
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(DRILLS.glob("*.json"))]


if __name__ == "__main__":
    PAGE.write_text(page(read_drills()), encoding="utf-8")
