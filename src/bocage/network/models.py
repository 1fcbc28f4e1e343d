from bocage.network.gatherings.models.gatherings import Gathering, GatheringPhoto, GatheringSeries
from bocage.network.gatherings.models.registrations import GatheringCalendar, Registration
from bocage.network.help_board.models import (
    HelpPost,
    HelpPostAnswer,
    HelpPostChoice,
    HelpPostNotification,
    HelpPostReport,
    HelpPostThanks,
)
from bocage.network.ideas.models import Idea, IdeaAnswer, IdeaComment, IdeaNotification, IdeaVote
from bocage.network.mailings.models import DigestSetting, Mailing, MailingRecipient, RefusedAddress
from bocage.network.members.models.clubs import Club
from bocage.network.members.models.members import (
    LISTED_FIELDS,
    MAX_LINKS,
    Member,
    MemberSkill,
    SharedField,
)
from bocage.network.members.models.organisations import Organisation
from bocage.network.members.models.skills import Skill
from bocage.network.messages.models import (
    ContactSuspension,
    Conversation,
    ConversationMessage,
    ConversationReport,
    ConversationSide,
)
from bocage.network.pairs.models import Pair, PairRound, PairSide
from bocage.network.web_school.models.editions import (
    Attendance,
    Slot,
    WebSchoolEdition,
    WebSchoolPartner,
    WebSchoolRoom,
)
from bocage.network.web_school.models.pitches import (
    Ballot,
    LeadOffer,
    Pitch,
    PitchComing,
    PitchVote,
)
from bocage.network.web_school.models.programmes import (
    ProgrammeProposal,
    ProgrammeVersion,
    Session,
    SessionFeedback,
    SessionHold,
)

__all__ = [
    "LISTED_FIELDS",
    "MAX_LINKS",
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
    "HelpPost",
    "HelpPostAnswer",
    "HelpPostChoice",
    "HelpPostNotification",
    "HelpPostReport",
    "HelpPostThanks",
    "Idea",
    "IdeaAnswer",
    "IdeaComment",
    "IdeaNotification",
    "IdeaVote",
    "LeadOffer",
    "Mailing",
    "MailingRecipient",
    "Member",
    "MemberSkill",
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
