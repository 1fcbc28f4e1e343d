from bocage.network.operations.clubs import keep_club
from bocage.network.operations.members import (
    accept_member,
    ask_to_join,
    leave_club,
    refuse_member,
    renew_membership,
    update_profile,
)
from bocage.network.operations.organisations import keep_organisation
from bocage.network.operations.skills import join_skills, skills_named

__all__ = [
    "accept_member",
    "ask_to_join",
    "join_skills",
    "keep_club",
    "keep_organisation",
    "leave_club",
    "refuse_member",
    "renew_membership",
    "skills_named",
    "update_profile",
]
