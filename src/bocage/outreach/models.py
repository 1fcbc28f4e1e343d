"""Models of the outreach room."""

from bocage.outreach.ambassadors.models import Ambassador, AmbassadorThanks
from bocage.outreach.assets.models import Asset
from bocage.outreach.campaigns.models import Campaign, CampaignExpense, Family, LinkDay, TrackedLink
from bocage.outreach.contact.models import Booth
from bocage.outreach.editorial.models.consents import TestimonyConsent
from bocage.outreach.editorial.models.pages import (
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
from bocage.outreach.editorial.models.people import Editor
from bocage.outreach.editorial.models.tasks import EditorApproval
from bocage.outreach.employers.models import EmployerContact, EmployerMove, PartnerEmployer
from bocage.outreach.evenings.models.evenings import CityEvening
from bocage.outreach.evenings.models.people import EveningInvitation, EveningRegistration
from bocage.outreach.prospects.models.consents import ProspectConsent
from bocage.outreach.prospects.models.proposed_pairs import ProposedPair, ProspectKeys
from bocage.outreach.prospects.models.prospects import PROSPECT_WORDS, NotTheSame, Prospect, Touch
from bocage.outreach.prospects.models.segments import ProspectExport, Segment
from bocage.outreach.sequences.models.sendings import Enrolment, Sending
from bocage.outreach.sequences.models.sequences import Letter, Sequence, SequenceEntry
from bocage.outreach.shared.themes import Theme

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
    "ProspectKeys",
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
