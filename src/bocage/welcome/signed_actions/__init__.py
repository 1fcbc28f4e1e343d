"""What people answer by mail with one button, by subject."""

from bocage.welcome.signed_actions import (
    ceremonies,
    helpers,
    meetings,
    projects,
    sponsors,
    stays,
    weekends,
)

__all__ = [
    "ceremonies",
    "helpers",
    "meetings",
    "projects",
    "sponsors",
    "stays",
    "weekends",
]
