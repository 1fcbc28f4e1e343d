"""Context of the open data page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.utils.functional import Promise

from bocage.evidence.figure_formatting import grouped
from bocage.evidence.models import Night
from bocage.evidence.open_data.editions import (
    CACHE_S,
    Boundaries,
    Edition,
    UnknownEdition,
    edition_of,
)
from bocage.evidence.open_data.files import (
    EXTENSIONS,
    LICENCE_ADDRESS,
    LICENCE_TITLE,
    TABLES,
    DataFile,
)
from bocage.evidence.open_data.rows import public_indicators
from bocage.evidence.open_data.table_schema import COLUMNS_EXPLAINED
from bocage.evidence.public_figures import published_cells
from bocage.evidence.registry import THEME_LABELS, Indicator

LATEST_LIMIT = 8


@dataclass(frozen=True)
class ShownFiles:
    """An indicator with its files and how many rows they have, in words."""

    indicator: Indicator
    rows: str
    files: Sequence[DataFile]


def versions() -> list[date]:
    """Lists the nights that have an edition, the last one first."""
    return list(Night.objects.order_by("-date").values_list("date", flat=True))


def shown_versions(nights: Sequence[date]) -> list[date]:
    """Lists the latest nights, then the last night of each earlier month."""
    latest = list(nights[:LATEST_LIMIT])
    by_month = groupby(nights[LATEST_LIMIT:], key=lambda day: (day.year, day.month))
    return latest + [next(days) for _month, days in by_month]


def open_data_page() -> dict[str, Any]:
    """Returns the context of the open data page; four queries, and one more the first time after a
    night.
    """
    try:
        edition = edition_of("", "")
    except UnknownEdition:
        return {"night": None}
    rows = _rows_of_each(edition)
    return {
        "night": edition.night,
        "themes": _themes(rows),
        "everything": [DataFile(extension) for extension in TABLES],
        "total": grouped(sum(rows.values())),
        "columns": [(name, *explained[1:]) for name, explained in COLUMNS_EXPLAINED.items()],
        "versions": shown_versions(versions()),
        "licence_title": LICENCE_TITLE,
        "licence_address": LICENCE_ADDRESS,
        "today": Boundaries.TODAY,
    }


def _themes(rows: dict[str, int]) -> list[tuple[str | Promise, list[ShownFiles]]]:
    files = [
        ShownFiles(
            indicator,
            grouped(rows.get(indicator.name, 0)),
            [DataFile(extension, indicator) for extension in EXTENSIONS],
        )
        for indicator in public_indicators()
    ]
    by_theme = groupby(files, key=lambda file: file.indicator.theme)
    return [(THEME_LABELS[theme], list(theme_files)) for theme, theme_files in by_theme]


def count_rows_of_the_night() -> None:
    """Counts the rows of each indicator, for which the first reader after a night would wait.

    Raises:
        UnknownEdition: no night was counted.
    """
    _rows_of_each(edition_of("", ""))


def _rows_of_each(edition: Edition) -> dict[str, int]:
    """Returns the number of rows of each indicator, counted once a night."""

    def count_rows() -> dict[str, int]:
        by_name = published_cells().order_by().values("indicator").annotate(rows=Count("pk"))
        return {theme_files["indicator"]: theme_files["rows"] for theme_files in by_name}

    return cache.get_or_set(f"evidence.rows.{edition.version}", count_rows, CACHE_S) or {}
