"""What each subject asks of a « commune accueillante »."""

from bocage.welcome.welcoming_criteria import (
    relays,
    sponsors,
)

__all__ = [
    "relays",
    "sponsors",
]
