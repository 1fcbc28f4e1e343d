"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    helpers,
    relays,
    projects,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "helpers",
    "relays",
    "projects",
    "sponsors",
    "stays",
]
