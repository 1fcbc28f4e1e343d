"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    figures,
    follow_ups,
    helpers,
    meetings,
    projects,
    sponsors,
    stays,
)

__all__ = [
    "ceremonies",
    "figures",
    "follow_ups",
    "helpers",
    "meetings",
    "projects",
    "sponsors",
    "stays",
]
