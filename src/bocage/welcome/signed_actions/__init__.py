"""What people answer by mail with one button, by subject."""

from bocage.welcome.signed_actions import (
    projects,
)

__all__ = [
    "projects",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
