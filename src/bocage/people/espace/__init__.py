"""The Espace, to which each room adds its entries and its tasks (see `registry`)."""

from bocage.people.espace.registry import (
    EspaceItem,
    EspaceSection,
    ShownItem,
    ShownSection,
    WaitingTask,
    add_item,
    add_section,
    shown_items,
    shown_sections,
    tasks_of,
    waiting_tasks,
)

__all__ = [
    "EspaceItem",
    "EspaceSection",
    "ShownItem",
    "ShownSection",
    "WaitingTask",
    "add_item",
    "add_section",
    "shown_items",
    "shown_sections",
    "tasks_of",
    "waiting_tasks",
]
