"""Work done after the request or by the clock, by subject."""

from bocage.welcome.tasks import (
    sponsors,
)

__all__ = [
    "sponsors",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
