from bocage.network.operations.clubs import keep_club
from bocage.network.operations.contact_reports import (
    close_report,
    lift_suspension,
    report_conversation,
    suspend_writer,
)
from bocage.network.operations.contacts import (
    answer,
    erase_conversation,
    mark_seen,
    resume_conversation,
    stop_conversation,
    write_to_member,
)
from bocage.network.operations.guests import welcome_guest
from bocage.network.operations.members import (
    accept_member,
    ask_to_join,
    leave_club,
    refuse_member,
    renew_membership,
    update_profile,
)
from bocage.network.operations.organisations import keep_organisation
from bocage.network.operations.pairs import introduce_pairs, tell_meeting
from bocage.network.operations.skills import join_skills, skills_named

__all__ = [
    "accept_member",
    "answer",
    "ask_to_join",
    "close_report",
    "erase_conversation",
    "introduce_pairs",
    "join_skills",
    "keep_club",
    "keep_organisation",
    "leave_club",
    "lift_suspension",
    "mark_seen",
    "refuse_member",
    "renew_membership",
    "report_conversation",
    "resume_conversation",
    "skills_named",
    "stop_conversation",
    "suspend_writer",
    "tell_meeting",
    "update_profile",
    "welcome_guest",
    "write_to_member",
]
