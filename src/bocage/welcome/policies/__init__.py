"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
    address_book,
    ceremonies,
    charters,
    faces,
    follow_ups,
    held_mails,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
    task_templates,
)

__all__ = [
    "address_book",
    "ceremonies",
    "charters",
    "faces",
    "follow_ups",
    "held_mails",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
    "task_templates",
]
