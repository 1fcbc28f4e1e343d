"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    relays,
    helpers,
)

__all__ = [
    "ceremonies",
    "relays",
    "helpers",
]
