"""What people answer by mail with one button, by subject."""

from bocage.welcome.signed_actions import (
    sponsors,
)

__all__ = [
    "sponsors",
    ceremonies,
)

__all__ = [
    "ceremonies",
]
