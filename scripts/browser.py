"""The browser that the scripts drive: its program, and the doors of the demo that it enters by."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
DOORS = "/demo/"
"""The page of the doors, from which each of the cast enters."""


def program() -> str:
    """The path of Chromium: that of `CHROMIUM`, else the one that `make browser` found."""
    return os.environ.get("CHROMIUM") or str(PROJECT / ".tools" / "chromium")


def door_of(email: str) -> str:
    """The selector of the button by which somebody of the cast enters."""
    return f'form:has(input[value="{email}"]) button'
