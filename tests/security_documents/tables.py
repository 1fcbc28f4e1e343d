"""Tables of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

WRITTEN_BY = "Written by `.venv/bin/python -m tests.security_documents`; a test holds it current."


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table, with a line break after it."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def files(*paths: str) -> str:
    """Names of files, as documents write them."""
    return ", ".join(f"`{path}`" for path in paths)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
