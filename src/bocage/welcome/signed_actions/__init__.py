"""What people answer by mail with one button, by subject."""

from bocage.welcome.signed_actions import (
    ceremonies,
    projects,
    stays,
)

__all__ = [
    "ceremonies",
    "projects",
    "stays",
]
