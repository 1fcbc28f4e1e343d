"""« Ce que nous savons de vous », to which each room adds its personal data (see `registry`)."""

from bocage.people.personal_data.registry import (
    SHOWN_ROWS,
    DataItem,
    DataItems,
    DataSection,
    GivesRows,
    ShownDataSection,
    data_section,
    personal_data_of,
    personal_data_sections,
)

__all__ = [
    "SHOWN_ROWS",
    "DataItem",
    "DataItems",
    "DataSection",
    "GivesRows",
    "ShownDataSection",
    "data_section",
    "personal_data_of",
    "personal_data_sections",
]
