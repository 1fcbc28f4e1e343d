"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    sponsors,
)

__all__ = [
    "sponsors",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
