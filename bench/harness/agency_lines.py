"""The lines of a delivery as the programs of agencies write them (Poliris)."""

from __future__ import annotations

from collections.abc import Mapping

from bocage.housing.feeds.imports.poliris import RANKS

COLUMNS = 334
"""Of version 4.12 of the format."""


def agency_line(cells: Mapping[str, str]) -> str:
    """A line of `Annonces.csv`, without its end, from what is said by the names of `RANKS`."""
    fields = [""] * COLUMNS
    for name, text in cells.items():
        fields[RANKS[name] - 1] = text
    return '"' + '"!#"'.join(fields) + '"'
