"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    helpers,
)

__all__ = ["helpers"]
    ceremonies,
)

__all__ = [
    "ceremonies",
]
