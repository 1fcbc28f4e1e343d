"""What people answer by mail with one button, by subject."""

from bocage.welcome.signed_actions import (
    ceremonies,
    helpers,
    projects,
    stays,
    weekends,
)

__all__ = [
    "ceremonies",
    "helpers",
    "projects",
    "stays",
    "weekends",
]
