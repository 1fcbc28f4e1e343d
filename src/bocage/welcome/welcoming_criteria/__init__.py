"""What each subject asks of a « commune accueillante »."""

from bocage.welcome.welcoming_criteria import (
    ceremonies,
)

__all__ = [
    "ceremonies",
]
