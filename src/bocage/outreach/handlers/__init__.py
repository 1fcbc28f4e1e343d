"""What outreach does about events of lower rooms, by subject."""

from bocage.outreach.handlers import (
    ambassadors,
    candidates,
    letters,
)

__all__ = [
    "ambassadors",
    "candidates",
    "letters",
]
