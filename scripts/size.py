"""Transferred bytes of pages, compared with their budgets (frontend/budgets.json)."""

import gzip
import json
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
BUILT = PROJECT / "src" / "bocage" / "static" / "dist"
BUDGETS = PROJECT / "frontend" / "budgets.json"


def weight(name: str) -> int:
    """Bytes of a built file as it is sent: fonts are compressed already.

    Raises:
        FileNotFoundError: it is not built.
    """
    content = (BUILT / name).read_bytes()
    return len(content if name.endswith(".woff2") else gzip.compress(content, 9))


def main() -> int:
    """Prints every budget; 1 where one is passed, or where something has none."""
    passed = []
    budgets = json.loads(BUDGETS.read_text())
    listed = {file for budget in budgets.values() for file in budget["files"]}
    for name, budget in budgets.items():
        weighs = sum(weight(file) for file in budget["files"])
        limit = budget["bytes"]
        print(f"{name:<41} {weighs:>8,} of {limit:>8,} bytes  {weighs / limit:>5.0%}")
        if weighs > limit:
            passed.append(name)
    built = {path.name for path in BUILT.iterdir() if path.suffix in {".css", ".js"}}
    unknown = sorted(built - listed)
    if passed:
        print(f"Heavier than its budget: {', '.join(passed)}.", file=sys.stderr)
    if unknown:
        print(f"Without a budget in {BUDGETS.name}: {', '.join(unknown)}.", file=sys.stderr)
    return 1 if passed or unknown else 0


if __name__ == "__main__":
    sys.exit(main())
