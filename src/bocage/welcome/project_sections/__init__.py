"""The parts of the two pages of a project, by subject."""

from bocage.welcome.project_sections import (
    homes,
    household,
    places,
)

__all__ = [
    "homes",
    "household",
    "places",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
