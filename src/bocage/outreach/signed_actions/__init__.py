"""What is answered by one click in a mail of outreach, by subject."""

from bocage.outreach.signed_actions import (
    ambassadors,
    evenings,
    letters,
    prospects,
)

__all__ = [
    "ambassadors",
    "evenings",
    "letters",
    "prospects",
]
