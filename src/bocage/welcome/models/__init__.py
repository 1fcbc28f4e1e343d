"""What the welcome keeps, by subject."""

from bocage.welcome.models.ceremonies import (
    Ceremony,
    CeremonyGuest,
    CeremonyProposal,
)
from bocage.welcome.models.charters import Commitment, WelcomeCharter
from bocage.welcome.models.drafts import HouseholdInvitation, ProjectDraft
from bocage.welcome.models.homes import FollowedHome
from bocage.welcome.models.meetings import AwarenessMeeting, MeetingInvitation
from bocage.welcome.models.messages import ProjectConsent, ProjectMessage
from bocage.welcome.models.projects import (
    ARRIVED,
    STAGES,
    HouseholdAdult,
    ProjectView,
    SettlementProject,
    Stage,
    StageMove,
)

__all__ = [
    "ARRIVED",
    "STAGES",
    "AwarenessMeeting",
    "Ceremony",
    "CeremonyGuest",
    "CeremonyProposal",
    "Commitment",
    "FollowedHome",
    "HouseholdAdult",
    "HouseholdInvitation",
    "MeetingInvitation",
    "ProjectConsent",
    "ProjectDraft",
    "ProjectMessage",
    "ProjectView",
    "SettlementProject",
    "Stage",
    "StageMove",
    "WelcomeCharter",
]
