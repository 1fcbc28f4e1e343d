"""What the room of outreach keeps."""

from bocage.outreach.models.booths import Booth
from bocage.outreach.models.campaigns import (
    Campaign,
    CampaignExpense,
    Family,
    LinkDay,
    TrackedLink,
)
from bocage.outreach.models.consents import ProspectConsent
from bocage.outreach.models.prospect_imports import ImportProblem, ProspectImport
from bocage.outreach.models.prospects import (
    PROSPECT_WORDS,
    NotTheSame,
    Prospect,
    SpentWork,
    Theme,
    Touch,
)
from bocage.outreach.models.segments import ProspectExport, Segment

__all__ = [
    "PROSPECT_WORDS",
    "Booth",
    "Campaign",
    "CampaignExpense",
    "Family",
    "ImportProblem",
    "LinkDay",
    "NotTheSame",
    "Prospect",
    "ProspectConsent",
    "ProspectExport",
    "ProspectImport",
    "Segment",
    "SpentWork",
    "Theme",
    "Touch",
    "TrackedLink",
]
