"""What each subject asks of a « commune accueillante »."""

from bocage.welcome.welcoming_criteria import (
    ceremonies,
    charters,
    relays,
    sponsors,
)

__all__ = [
    "ceremonies",
    "charters",
    "relays",
    "sponsors",
]
