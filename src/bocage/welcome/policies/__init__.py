"""Who may do what in the welcome, by subject."""

from bocage.welcome.policies import (
    ceremonies,
    held_mails,
    helpers,
    meetings,
    projects,
    relays,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "held_mails",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
