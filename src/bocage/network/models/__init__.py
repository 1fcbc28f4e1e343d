from bocage.network.models.clubs import Club
from bocage.network.models.contacts import (
    ContactSuspension,
    Conversation,
    ConversationMessage,
    ConversationReport,
    ConversationSide,
)
from bocage.network.models.gatherings import Gathering, GatheringPhoto, GatheringSeries
from bocage.network.models.help_notices import (
    Notice,
    NoticeAnswer,
    NoticeChoice,
    NoticeReport,
    NoticeTelling,
    NoticeThanks,
)
from bocage.network.models.ideas import Idea, IdeaAnswer, IdeaComment, IdeaTelling, IdeaVote
from bocage.network.models.mailings import (
    DigestSetting,
    Mailing,
    MailingRecipient,
    RefusedAddress,
)
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
    ProgrammeProposal,
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
    "DigestSetting",
    "Gathering",
    "GatheringCalendar",
    "GatheringPhoto",
    "GatheringSeries",
    "Idea",
    "IdeaAnswer",
    "IdeaComment",
    "IdeaTelling",
    "IdeaVote",
    "LeadOffer",
    "Mailing",
    "MailingRecipient",
    "Member",
    "MemberSkill",
    "Notice",
    "NoticeAnswer",
    "NoticeChoice",
    "NoticeReport",
    "NoticeTelling",
    "NoticeThanks",
    "Organisation",
    "Pair",
    "PairRound",
    "PairSide",
    "Pitch",
    "PitchComing",
    "PitchVote",
    "ProgrammeProposal",
    "ProgrammeVersion",
    "RefusedAddress",
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
