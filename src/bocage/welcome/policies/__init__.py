"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
    ceremonies,
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
    "charters",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
