"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    sponsors,
)

__all__ = [
    "sponsors",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
