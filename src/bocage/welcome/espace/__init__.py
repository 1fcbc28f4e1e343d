"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    sponsors,
    helpers,
)

__all__ = [
    "ceremonies",
    "sponsors",
    "helpers",
]
