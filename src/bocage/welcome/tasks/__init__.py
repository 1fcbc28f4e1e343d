"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    sponsors,
    projects,
)

__all__ = [
    "ceremonies",
    "sponsors",
    "projects",
]
