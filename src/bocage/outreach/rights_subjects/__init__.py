"""On what the rights of outreach are asked, by subject."""

from bocage.outreach.rights_subjects import (
    campaigns,
    editorial,
    prospects,
)

__all__ = [
    "campaigns",
    "editorial",
    "prospects",
]
