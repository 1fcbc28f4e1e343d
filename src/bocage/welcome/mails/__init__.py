"""The messages of the welcome, by subject."""

from bocage.welcome.mails import (
    stay_meetings,
    stays,
)

__all__ = [
    "stay_meetings",
    "stays",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
