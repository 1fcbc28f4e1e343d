"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    projects,
    sponsors,
)

__all__ = [
    "ceremonies",
    "projects",
    "sponsors",
]
