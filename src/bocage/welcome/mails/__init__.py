"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    meetings,
)

__all__ = [
    "ceremonies",
    "meetings",
]
