"""What the welcome adds to the Espace, by subject."""

from bocage.welcome.espace import (
    helpers,
)

__all__ = ["helpers"]
    ceremonies,
)

__all__ = [
    "ceremonies",
]
