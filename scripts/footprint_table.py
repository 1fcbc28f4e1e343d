"""Writes docs/operations/footprint.md from the stored run beside it.

python -m bench drill footprint --fetch --json > docs/operations/footprint.json
python scripts/footprint_table.py
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

DOCS = Path(__file__).resolve().parents[1] / "docs" / "operations"
RUN = DOCS / "footprint.json"
PAGE = DOCS / "footprint.md"
HEAD = """# What an instance takes

Made by `python scripts/footprint_table.py` from `footprint.json`, which
`python -m bench drill footprint --fetch --json` wrote: no figure here is written by hand. It is a
server as [deploy/server](../../deploy/server/README.md) sets one up: two web processes, a worker,
the embedded PostgreSQL, Caddy.

- **Memory** is the most that was seen in a while, in megabytes. What processes share is divided by
  those who share it (PSS): the sum counts nothing twice. *At rest*: half a minute without a
  visitor. *Booking*: four people who book without pause. *After years*: at rest, filled.
- **Disk** is in megabytes, Debian left out. *After years* is what `python -m bench seed --size
  departement` loads: three years of bookings and five of every other room. *After a year* is a
  third of it (`--share`): a year of bookings, and more than one of every other room. One version of
  Bocage is there; an upgrade keeps two. Backups: one.
"""
TIMES = {
    "memory": {"rest": "at rest", "load": "booking", "years": "after years"},
    "disk": {"new": "new", "year": "after a year", "years": "after years"},
}

Figures = Mapping[str, int | float]


def page(figures: Figures) -> str:
    """Returns the page, from the figures of a run."""
    return "\n".join([HEAD, *(_table(kind, times, figures) for kind, times in TIMES.items())])


def _table(kind: str, times: Mapping[str, str], figures: Figures) -> str:
    names = dict.fromkeys(
        name.split(".", 2)[2].removesuffix("_mb") for name in figures if name.startswith(f"{kind}.")
    )
    lines = [
        f"| {kind}, MB | {' | '.join(times.values())} |",
        "|---|" + "---:|" * len(times),
    ]
    for name in names:
        values = [figures.get(f"{kind}.{moment}.{name}_mb") for moment in times]
        cells = ["–" if value is None else f"{value:,}" for value in values]
        lines.append(f"| {name.replace('_', ' ')} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(json.loads(RUN.read_text())["figures"]))
