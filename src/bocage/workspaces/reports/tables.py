"""A table of figures: the same rows on the page, in CSV and in a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportTable:
    """Table of a report. `key` names it in addresses; cells are texts and numbers."""

    key: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
