"""Crawls a running demo as each of its roles, and reports problems of its pages.

    bocage up --demo --port 8123
    make look BASE=http://127.0.0.1:8123
    python -m scripts.last_look http://127.0.0.1:8123 --looks slow,keys --roles brigitte

It prints a table, and writes a folder of screenshots, the text of each page, contact sheets and
`found.json`. It only uses the sign-in buttons of the demo: nothing is changed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
from pathlib import Path

from scripts.last_look.looks import LOOKS
from scripts.last_look.report import markdown
from scripts.last_look.road import Walk
from scripts.last_look.sheets import make_sheets
from scripts.last_look.walk import walked

PROJECT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Crawls as the arguments require, and writes the findings."""
    walk = read_arguments()
    walk.folder.mkdir(parents=True, exist_ok=True)
    findings, stops = asyncio.run(walked(walk))
    (walk.folder / "found.json").write_text(
        json.dumps(findings, ensure_ascii=False, indent=1), encoding="utf-8"
    )
    make_sheets(walk.folder, [stop.name for stop in stops])
    print(markdown(findings))


def read_arguments() -> Walk:
    """Parses the arguments."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", help="the address of a demo that runs")
    parser.add_argument("--roles", default="", help="parts of addresses of mail, with commas")
    parser.add_argument("--routes", default="", help="only the routes whose name holds this")
    parser.add_argument("--looks", default="", help=f"some of {', '.join(LOOKS)}, with commas")
    parser.add_argument("--again", action="store_true", help="the pages of the walk before")
    parser.add_argument("--at-once", type=int, default=3, help="pages looked at together")
    parser.add_argument("--to", type=Path, default=PROJECT / "var" / "last-look")
    options = parser.parse_args()
    return Walk(
        base=options.base.rstrip("/"),
        folder=options.to,
        roles=tuple(filter(None, options.roles.split(","))),
        routes=options.routes,
        looks=frozenset(filter(None, options.looks.split(","))),
        at_once=options.at_once,
        again=options.again,
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    main()
