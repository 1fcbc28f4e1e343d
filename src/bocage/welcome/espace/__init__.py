"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    meetings,
)

__all__ = [
    "ceremonies",
    "meetings",
]
