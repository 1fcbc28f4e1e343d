"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    projects,
)

__all__ = [
    "projects",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
