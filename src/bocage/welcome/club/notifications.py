"""Notifications when a newcomer is introduced to the club."""

from bocage.people.mailing import write_to
from bocage.welcome.club.formatting import first_name_of
from bocage.welcome.club.mails import MembersProposed, MemberWilling, WouldYouMeet
from bocage.welcome.club.models import ClubIntroduction, ClubMeeting
from bocage.welcome.projects.notifications.messages import send_to_adult


def notify_introduction(introduction: ClubIntroduction) -> None:
    """Notifies the newcomer of the members whom they could meet."""
    meetings = introduction.meetings.select_related("member__person")
    mail = MembersProposed(
        lines=[f"{meeting.member.person.name} : {meeting.member.headline}" for meeting in meetings]
    )
    send_to_adult(introduction.project, introduction.person, mail)


def ask_to_meet(meeting: ClubMeeting) -> None:
    """Sends a member the request to meet a newcomer: a first name, a trade and a commune, nothing
    more about the household.
    """
    person, introduction = meeting.member.person, meeting.introduction
    project = introduction.project
    mail = WouldYouMeet(
        meeting_id=meeting.pk,
        person_id=person.pk,
        first_name=first_name_of(introduction.person),
        trade=project.trade,
        commune=project.commune.name if project.commune is not None else "",
    )
    write_to(person, mail)


def notify_agreement(meeting: ClubMeeting) -> None:
    """Notifies the newcomer that a member agrees to meet them."""
    introduction = meeting.introduction
    mail = MemberWilling(name=meeting.member.person.name, member_id=meeting.member_id)
    send_to_adult(introduction.project, introduction.person, mail)
