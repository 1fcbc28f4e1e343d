"""Who may do what in outreach, by subject."""

from bocage.outreach.policies import (
    campaigns,
    editorial,
    prospects,
)

__all__ = [
    "campaigns",
    "editorial",
    "prospects",
]
