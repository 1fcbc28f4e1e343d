"""The table of what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from scripts.last_look.road import Finding


def markdown(found: Sequence[Finding]) -> str:
    """How many there are of each kind, and a line for each."""
    counts = Counter(one["kind"] for one in found).most_common()
    lines = [f"- {kind}: {count}" for kind, count in counts]
    lines += ["", "| kind | who | page | what |", "| --- | --- | --- | --- |"]
    ordered = sorted(found, key=lambda one: (one["kind"], one["path"], one["role"]))
    for one in ordered:
        what = " ".join(one["what"].replace("|", "/").split())
        lines.append(f"| {one['kind']} | {one['role']} | {one['path']} | {what} |")
    return "\n".join(lines)
