"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    helpers,
)

__all__ = ["helpers"]
    ceremonies,
)

__all__ = [
    "ceremonies",
]
