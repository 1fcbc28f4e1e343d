"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
)

__all__ = [
    "ceremonies",
]
