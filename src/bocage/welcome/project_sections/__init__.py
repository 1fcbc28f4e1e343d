"""The parts of the two pages of a project, by subject."""

from bocage.welcome.project_sections import (
    ceremonies,
    helpers,
    homes,
    household,
    places,
    relays,
    sponsors,
    stays,
    suitability,
)

__all__ = [
    "ceremonies",
    "helpers",
    "homes",
    "household",
    "places",
    "relays",
    "sponsors",
    "stays",
    "suitability",
]
