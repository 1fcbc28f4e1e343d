"""The parts of the two pages of a project, by subject."""

from bocage.welcome.project_sections import (
    ceremonies,
    stays,
    homes,
    household,
    places,
)

__all__ = [
    "ceremonies",
    "stays",
    "homes",
    "household",
    "places",
]
