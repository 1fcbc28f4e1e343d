"""What outreach does about events of lower rooms, by subject."""

from bocage.outreach.handlers import (
    candidates,
)

__all__ = [
    "candidates",
]
