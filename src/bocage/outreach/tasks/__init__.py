"""What outreach does by itself, by subject."""

from bocage.outreach.tasks import (
    prospects,
)

__all__ = [
    "prospects",
]
