"""The parts of the two pages of a project, by subject."""

from bocage.welcome.project_sections import (
    helpers,
)

__all__ = ["helpers"]
    ceremonies,
)

__all__ = [
    "ceremonies",
]
