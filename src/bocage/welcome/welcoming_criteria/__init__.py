"""What each subject asks of a « commune accueillante »."""

from bocage.welcome.welcoming_criteria import (
    sponsors,
)

__all__ = [
    "sponsors",
]
