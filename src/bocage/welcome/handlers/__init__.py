"""What follows, after the commit, from what has happened elsewhere, by subject."""

from bocage.welcome.handlers import (
    tasks,
)

__all__ = ["tasks"]
    ceremonies,
)

__all__ = [
    "ceremonies",
]
