"""What each subject asks of a « commune accueillante »."""

from bocage.welcome.welcoming_criteria import (
    relays,
    ceremonies,
    sponsors,
)

__all__ = [
    "relays",
    "ceremonies",
    "sponsors",
]
