"""What outreach writes, by subject."""

from bocage.outreach.mails import (
    ambassadors,
    assets,
    evenings,
    letters,
    pages,
    prospects,
)

__all__ = [
    "ambassadors",
    "assets",
    "evenings",
    "letters",
    "pages",
    "prospects",
]
