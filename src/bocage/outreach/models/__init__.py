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

__all__ = [
    "Editor",
    "EditorApproval",
    "EditorialPage",
    "EditorialVersion",
    "HomePage",
    "LandingPage",
    "LegalPage",
    "ListingPage",
    "NewsPage",
    "OriginPage",
    "TestimonyConsent",
    "TestimonyPage",
    "ThemePage",
]
