"""What each subject asks of a « commune accueillante »."""

from bocage.welcome.welcoming_criteria import (
    relays,
)

__all__ = [
    "relays",
    sponsors,
)

__all__ = [
    "sponsors",
]
