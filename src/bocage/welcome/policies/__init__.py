"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
    ceremonies,
    follow_ups,
    charters,
    helpers,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "follow_ups",
    "charters",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
