"""The parts of the two pages of a project, by subject."""

from bocage.welcome.project_sections import (
    ceremonies,
    sponsors,
)

__all__ = [
    "ceremonies",
    "sponsors",
]
