"""Who may do what in outreach, by subject."""

from bocage.outreach.policies import (
    campaigns,
    prospects,
)

__all__ = [
    "campaigns",
    "prospects",
]
