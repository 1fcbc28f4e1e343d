"""What the room of outreach keeps."""

from bocage.outreach.models.campaigns import (
    Campaign,
    CampaignExpense,
    Family,
    LinkDay,
    TrackedLink,
)
from bocage.outreach.models.consents import ProspectConsent
from bocage.outreach.models.prospects import (
    PROSPECT_WORDS,
    Prospect,
    Theme,
    Touch,
)

__all__ = [
    "PROSPECT_WORDS",
    "Campaign",
    "CampaignExpense",
    "Family",
    "LinkDay",
    "Prospect",
    "ProspectConsent",
    "Theme",
    "Touch",
    "TrackedLink",
]
