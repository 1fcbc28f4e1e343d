"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    stays,
    helpers,
)

__all__ = [
    "ceremonies",
    "stays",
    "helpers",
]
