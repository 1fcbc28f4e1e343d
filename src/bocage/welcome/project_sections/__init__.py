"""The parts of the two pages of a project, by subject."""

from bocage.welcome.project_sections import (
    sponsors,
)

__all__ = [
    "sponsors",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
