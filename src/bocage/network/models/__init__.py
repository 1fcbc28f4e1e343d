from bocage.network.models.clubs import Club
from bocage.network.models.gatherings import Gathering, GatheringPhoto, GatheringSeries
from bocage.network.models.help_notices import (
    Notice,
    NoticeChoice,
    NoticeMessage,
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
from bocage.network.models.registrations import GatheringCalendar, Registration
from bocage.network.models.skills import Skill

__all__ = [
    "LISTED_FIELDS",
    "MOST_LINKS",
    "Club",
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
    "Mailing",
    "MailingRecipient",
    "Member",
    "MemberSkill",
    "Notice",
    "NoticeChoice",
    "NoticeMessage",
    "NoticeReport",
    "NoticeTelling",
    "NoticeThanks",
    "Organisation",
    "RefusedAddress",
    "Registration",
    "SharedField",
    "Skill",
]
