from bocage.network.models.clubs import Club
from bocage.network.models.gatherings import Gathering, GatheringPhoto, GatheringSeries
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
    "Gathering",
    "GatheringCalendar",
    "GatheringPhoto",
    "GatheringSeries",
    "Member",
    "MemberSkill",
    "Organisation",
    "Registration",
    "SharedField",
    "Skill",
]
