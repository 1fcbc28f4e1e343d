"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    sponsors,
)

__all__ = [
    "ceremonies",
    "sponsors",
]
