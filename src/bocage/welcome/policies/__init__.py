"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
    ceremonies,
    helpers,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
