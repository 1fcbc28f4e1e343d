"""What people answer by mail with one button, by subject."""

from bocage.welcome.signed_actions import (
    ceremonies,
    stays,
    projects,
)

__all__ = [
    "ceremonies",
    "stays",
    "projects",
]
