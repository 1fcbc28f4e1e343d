"""What is answered by one click in a mail of outreach, by subject."""

from bocage.outreach.signed_actions import (
    prospects,
)

__all__ = [
    "prospects",
]
