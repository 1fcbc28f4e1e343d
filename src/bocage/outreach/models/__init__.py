"""What the room of outreach keeps."""

from bocage.outreach.models.ambassadors import Ambassador, AmbassadorThanks
from bocage.outreach.models.assets import Asset
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
from bocage.outreach.models.employers import EmployerContact, EmployerMove, PartnerEmployer
from bocage.outreach.models.evening_people import EveningInvitation, EveningRegistration
from bocage.outreach.models.evenings import CityEvening
from bocage.outreach.models.proposed_pairs import ProposedPair, ProspectReading
from bocage.outreach.models.prospects import (
    PROSPECT_WORDS,
    NotTheSame,
    Prospect,
    Touch,
)
from bocage.outreach.models.segments import ProspectExport, Segment
from bocage.outreach.models.sendings import Enrolment, Sending
from bocage.outreach.models.sequences import Letter, Sequence, SequenceEntry
from bocage.outreach.models.themes import Theme

__all__ = [
    "PROSPECT_WORDS",
    "Ambassador",
    "AmbassadorThanks",
    "Asset",
    "Booth",
    "Campaign",
    "CampaignExpense",
    "CityEvening",
    "Editor",
    "EditorApproval",
    "EditorialPage",
    "EditorialVersion",
    "EmployerContact",
    "EmployerMove",
    "Enrolment",
    "EveningInvitation",
    "EveningRegistration",
    "Family",
    "HomePage",
    "LandingPage",
    "LegalPage",
    "Letter",
    "LinkDay",
    "ListingPage",
    "NewsPage",
    "NotTheSame",
    "OriginPage",
    "PartnerEmployer",
    "ProposedPair",
    "Prospect",
    "ProspectConsent",
    "ProspectExport",
    "ProspectReading",
    "Segment",
    "Sending",
    "Sequence",
    "SequenceEntry",
    "TestimonyConsent",
    "TestimonyPage",
    "Theme",
    "ThemePage",
    "Touch",
    "TrackedLink",
]
