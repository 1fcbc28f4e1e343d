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

__all__ = [
    "LISTED_FIELDS",
    "MOST_LINKS",
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
    "Member",
    "MemberSkill",
    "Organisation",
    "Pair",
    "PairRound",
    "PairSide",
    "Registration",
    "SharedField",
    "Skill",
]
