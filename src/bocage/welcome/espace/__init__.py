"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    ceremonies,
    meetings,
    helpers,
    stays,
)

__all__ = [
    "ceremonies",
    "meetings",
    "helpers",
    "stays",
]
