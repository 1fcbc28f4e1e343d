"""What each subject asks of a « commune accueillante »."""

from bocage.welcome.welcoming_criteria import (
    ceremonies,
    relays,
    sponsors,
)

__all__ = [
    "ceremonies",
    "relays",
    "sponsors",
]
