"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    stays,
    projects,
)

__all__ = [
    "ceremonies",
    "stays",
    "projects",
]
