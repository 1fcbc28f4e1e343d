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
from bocage.outreach.models.editorial import (
    EditorialPage,
    EditorialVersion,
    HomePage,
    LandingPage,
    LegalPage,
    ListingPage,
    NewsPage,
    OriginPage,
    TestimonyPage,
    ThemePage,
)
from bocage.outreach.models.editorial_consents import TestimonyConsent
from bocage.outreach.models.editorial_people import Editor
from bocage.outreach.models.editorial_tasks import EditorApproval
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
    "Editor",
    "EditorApproval",
    "EditorialPage",
    "EditorialVersion",
    "Family",
    "HomePage",
    "ImportProblem",
    "LandingPage",
    "LegalPage",
    "LinkDay",
    "ListingPage",
    "NewsPage",
    "NotTheSame",
    "OriginPage",
    "Prospect",
    "ProspectConsent",
    "ProspectExport",
    "ProspectImport",
    "Segment",
    "SpentWork",
    "TestimonyConsent",
    "TestimonyPage",
    "Theme",
    "ThemePage",
    "Touch",
    "TrackedLink",
]
