"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    projects,
    relays,
)

__all__ = [
    "ceremonies",
    "projects",
    "relays",
]
