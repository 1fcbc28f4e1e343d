"""The Espace, to which each room adds its entries and its tasks (see `registry`)."""

from bocage.people.dashboard.registry import (
    DashboardSection,
    MenuItem,
    OwnRows,
    ShownItem,
    ShownSection,
    Todo,
    add_item,
    add_section,
    only_with,
    shown_items,
    shown_sections,
    tasks_of,
    todo_provider,
)

__all__ = [
    "DashboardSection",
    "MenuItem",
    "OwnRows",
    "ShownItem",
    "ShownSection",
    "Todo",
    "add_item",
    "add_section",
    "only_with",
    "shown_items",
    "shown_sections",
    "tasks_of",
    "todo_provider",
]
