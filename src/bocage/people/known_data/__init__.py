"""« Ce que nous savons de vous », to which each room adds what it keeps (see `registry`)."""

from bocage.people.known_data.registry import (
    SHOWN_ROWS,
    GivesRows,
    KnownRow,
    KnownRows,
    KnownSection,
    ShownKnownSection,
    known_data_of,
    known_section,
    shown_known_data,
)

__all__ = [
    "SHOWN_ROWS",
    "GivesRows",
    "KnownRow",
    "KnownRows",
    "KnownSection",
    "ShownKnownSection",
    "known_data_of",
    "known_section",
    "shown_known_data",
]
