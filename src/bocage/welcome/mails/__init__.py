"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    ceremonies,
    helpers,
)

__all__ = [
    "ceremonies",
    "helpers",
]
