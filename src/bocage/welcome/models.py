"""Models of the welcome, by subject."""

from bocage.welcome.ceremonies.models import Ceremony, CeremonyGuest, CeremonyProposal
from bocage.welcome.charters.models import CharterRequest, Commitment, WelcomeCharter
from bocage.welcome.club.models import ClubIntroduction, ClubMeeting
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.helpers.models import MAX_A_MONTH, Helper, HelpKind, HelpRequest
from bocage.welcome.homes.models import FollowedHome, FollowedHomeMove, HomesNotification
from bocage.welcome.intake.models import ProjectDraft
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.pipeline.models.boards import MorningDigest, SavedFilter
from bocage.welcome.pipeline.models.merges import ProjectMerge
from bocage.welcome.pipeline.models.task_templates import OwnTaskTemplate, TaskTemplateOrder
from bocage.welcome.pipeline.models.tasks import HappenedFact, ProjectTask, TaskSide
from bocage.welcome.projects.models.invitations import HouseholdInvitation
from bocage.welcome.projects.models.messages import ProjectConsent, ProjectMessage
from bocage.welcome.projects.models.projects import (
    ARRIVED,
    STAGES,
    HouseholdAdult,
    ProjectView,
    SettlementProject,
    Stage,
    StageMove,
)
from bocage.welcome.relays.models import Relay, RelayReply
from bocage.welcome.sponsors.models import (
    SponsorContact,
    SponsorProfile,
    Sponsorship,
    SponsorshipFeedback,
)
from bocage.welcome.suitability.models.commune_proposals import CommuneProposal
from bocage.welcome.suitability.models.suitability import SuitabilityEvidence, SuitabilityRow
from bocage.welcome.visits.itinerary.models import ProgrammeStep, StepKind, StepStatus
from bocage.welcome.visits.stays.models import Stay, StayFeedback, StayStep
from bocage.welcome.visits.weekends.models import (
    NightHost,
    WeekendCar,
    WeekendHousehold,
    WeekendStep,
    WelcomeWeekend,
)

__all__ = [
    "ARRIVED",
    "MAX_A_MONTH",
    "STAGES",
    "AwarenessMeeting",
    "Ceremony",
    "CeremonyGuest",
    "CeremonyProposal",
    "CharterRequest",
    "ClubIntroduction",
    "ClubMeeting",
    "Commitment",
    "CommuneProposal",
    "FollowUp",
    "FollowedHome",
    "FollowedHomeMove",
    "HappenedFact",
    "HelpKind",
    "HelpRequest",
    "Helper",
    "HomesNotification",
    "HouseholdAdult",
    "HouseholdInvitation",
    "MeetingInvitation",
    "MorningDigest",
    "NightHost",
    "OwnTaskTemplate",
    "ProgrammeStep",
    "ProjectConsent",
    "ProjectDraft",
    "ProjectMerge",
    "ProjectMessage",
    "ProjectTask",
    "ProjectView",
    "Relay",
    "RelayReply",
    "SavedFilter",
    "SettlementProject",
    "SponsorContact",
    "SponsorProfile",
    "Sponsorship",
    "SponsorshipFeedback",
    "Stage",
    "StageMove",
    "Stay",
    "StayFeedback",
    "StayStep",
    "StepKind",
    "StepStatus",
    "SuitabilityEvidence",
    "SuitabilityRow",
    "TaskSide",
    "TaskTemplateOrder",
    "WeekendCar",
    "WeekendHousehold",
    "WeekendStep",
    "WelcomeCharter",
    "WelcomeWeekend",
]
