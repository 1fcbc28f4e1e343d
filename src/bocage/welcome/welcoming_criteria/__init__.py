"""What each subject asks of a « commune accueillante »."""

from bocage.welcome.welcoming_criteria import (
    ceremonies,
)

__all__ = [
    "ceremonies",
"""What each subject asks of a « commune accueillante »."""

from bocage.welcome.welcoming_criteria import (
    sponsors,
)

__all__ = [
    "sponsors",
]
