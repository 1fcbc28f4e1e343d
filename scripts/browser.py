"""The browser that the scripts drive: its program, and the doors of the demo that it enters by."""

import os
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
DOORS = "/demo/"
"""The page of the doors, from which each of the cast enters."""


def program() -> str:
    """Returns the path of Chromium: that of `CHROMIUM`, else the one that `make browser` found."""
    return os.environ.get("CHROMIUM") or str(PROJECT / ".tools" / "chromium")


def door_of(email: str) -> str:
    """Returns the selector of the sign-in button of a member of the demo cast."""
    return f'form:has(input[value="{email}"]) button'
