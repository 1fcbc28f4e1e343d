"""Table of the findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

from scripts.last_look.road import Finding


def markdown(findings: Sequence[Finding]) -> str:
    """Returns the number of findings of each kind, and a line for each."""
    counts = Counter(finding["kind"] for finding in findings).most_common()
    lines = [f"- {kind}: {count}" for kind, count in counts]
    lines += ["", "| kind | who | page | what |", "| --- | --- | --- | --- |"]
    ordered = sorted(findings, key=itemgetter("kind", "path", "role"))
    for row in ordered:
        detail = " ".join(row["what"].replace("|", "/").split())
        lines.append(f"| {row['kind']} | {row['role']} | {row['path']} | {detail} |")
    return "\n".join(lines)
