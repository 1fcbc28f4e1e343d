"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    ceremonies,
    meetings,
)

__all__ = [
    "ceremonies",
    "meetings",
]
