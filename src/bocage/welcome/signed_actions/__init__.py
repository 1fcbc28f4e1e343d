"""What people answer by mail with one button, by subject."""

from bocage.welcome.signed_actions import (
    ceremonies,
    meetings,
    helpers,
    projects,
    stays,
)

__all__ = [
    "ceremonies",
    "meetings",
    "helpers",
    "projects",
    "stays",
]
