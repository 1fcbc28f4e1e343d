"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    stays,
)

__all__ = [
    "ceremonies",
    "stays",
]
