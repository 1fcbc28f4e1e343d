"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    boards,
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
    "boards",
    "ceremonies",
    "held_mails",
    "helpers",
    "meetings",
    "projects",
    "relays",
    "sponsors",
    "stays",
]
