"""What outreach writes, by subject."""

from bocage.outreach.mails import (
    prospects,
)

__all__ = [
    "prospects",
]
