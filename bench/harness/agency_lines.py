"""The lines of a delivery as the programs of agencies write them (Poliris)."""

from __future__ import annotations

from collections.abc import Mapping

from bocage.housing.feeds.parsing.poliris import RANKS

COLUMNS = 334
"""Columns of version 4.12 of the format."""


def agency_line(cells: Mapping[str, str]) -> str:
    """Returns a line of `Annonces.csv`, without its end, from cells by the names of `RANKS`."""
    fields = [""] * COLUMNS
    for name, text in cells.items():
        fields[RANKS[name] - 1] = text
    return '"' + '"!#"'.join(fields) + '"'
