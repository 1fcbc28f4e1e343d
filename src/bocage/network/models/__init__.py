from bocage.network.models.clubs import Club
from bocage.network.models.contacts import (
    ContactSuspension,
    Conversation,
    ConversationMessage,
    ConversationReport,
    ConversationSide,
)
from bocage.network.models.gatherings import Gathering, GatheringPhoto, GatheringSeries
from bocage.network.models.members import (
    LISTED_FIELDS,
    MOST_LINKS,
    Member,
    MemberSkill,
    SharedField,
)
from bocage.network.models.organisations import Organisation
from bocage.network.models.pairs import Pair, PairRound, PairSide
from bocage.network.models.registrations import GatheringCalendar, Registration
from bocage.network.models.skills import Skill
from bocage.network.models.web_school_editions import (
    Attendance,
    Slot,
    WebSchoolEdition,
    WebSchoolPartner,
    WebSchoolRoom,
)
from bocage.network.models.web_school_pitches import (
    Ballot,
    LeadOffer,
    Pitch,
    PitchComing,
    PitchVote,
)
from bocage.network.models.web_school_programmes import (
    ProgrammeRun,
    ProgrammeVersion,
    Session,
    SessionFeedback,
    SessionHold,
)

__all__ = [
    "LISTED_FIELDS",
    "MOST_LINKS",
    "Attendance",
    "Ballot",
    "Club",
    "ContactSuspension",
    "Conversation",
    "ConversationMessage",
    "ConversationReport",
    "ConversationSide",
    "Gathering",
    "GatheringCalendar",
    "GatheringPhoto",
    "GatheringSeries",
    "LeadOffer",
    "Member",
    "MemberSkill",
    "Organisation",
    "Pair",
    "PairRound",
    "PairSide",
    "Pitch",
    "PitchComing",
    "PitchVote",
    "ProgrammeRun",
    "ProgrammeVersion",
    "Registration",
    "Session",
    "SessionFeedback",
    "SessionHold",
    "SharedField",
    "Skill",
    "Slot",
    "WebSchoolEdition",
    "WebSchoolPartner",
    "WebSchoolRoom",
]
