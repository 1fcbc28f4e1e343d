"""The parts of the two pages of a project, by subject."""

from bocage.welcome.project_sections import (
    ceremonies,
    homes,
    household,
    places,
    stays,
)

__all__ = [
    "ceremonies",
    "homes",
    "household",
    "places",
    "stays",
]
