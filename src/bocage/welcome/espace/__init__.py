"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    relays,
)

__all__ = [
    "ceremonies",
    "relays",
]
