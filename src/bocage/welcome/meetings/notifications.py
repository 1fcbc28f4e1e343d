"""Notifications about awareness meetings. Operations call these functions in their transactions."""

from collections.abc import Sequence
from uuid import UUID

from bocage.people.mailing import write_to
from bocage.welcome.meetings.formatting import MeetingFacts, town_halls
from bocage.welcome.meetings.mails import (
    MeetingInvitationMail,
    MeetingMovedMail,
    MeetingOffMail,
    MeetingReminderMail,
    TownHallMeetingMail,
)
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation

Answer = MeetingInvitation.Answer


def send_invitations(
    meeting: AwarenessMeeting, invitations: Sequence[MeetingInvitation]
) -> list[UUID]:
    """Sends the invitations to each person of the town halls. Returns the keys of the invitations
    with a recipient.
    """
    return _send_to_town_halls(MeetingInvitationMail, meeting, invitations)


def remind_silent(
    meeting: AwarenessMeeting, invitations: Sequence[MeetingInvitation]
) -> list[UUID]:
    """Sends a reminder to the town halls of these invitations, which have not answered. Returns the
    keys of the invitations with a recipient.
    """
    return _send_to_town_halls(MeetingReminderMail, meeting, invitations)


def notify_change(meeting: AwarenessMeeting, *, needs_new_answer: bool) -> None:
    """Notifies the town halls that were invited and did not decline of a change of date or
    place.
    """
    _send_to_town_halls(
        MeetingMovedMail, meeting, _concerned(meeting), needs_new_answer=needs_new_answer
    )


def notify_cancellation(meeting: AwarenessMeeting) -> None:
    """Notifies the town halls that were invited and did not decline that the meeting is called
    off.
    """
    _send_to_town_halls(
        MeetingOffMail, meeting, _concerned(meeting), reason=meeting.call_off_reason
    )


def _concerned(meeting: AwarenessMeeting) -> list[MeetingInvitation]:
    invitations = MeetingInvitation.objects.filter(meeting=meeting).exclude(answer=Answer.NO)
    return list(invitations.exclude(invited_at=None, answer=Answer.NONE).select_related("commune"))


def _send_to_town_halls(
    kind: type[TownHallMeetingMail],
    meeting: AwarenessMeeting,
    invitations: Sequence[MeetingInvitation],
    **facts: object,
) -> list[UUID]:
    town_halls_by_commune = town_halls(invitation.commune_id for invitation in invitations)
    for invitation in invitations:
        for person in town_halls_by_commune.get(invitation.commune_id, []):
            mail = kind(
                meeting=MeetingFacts.of(meeting),
                invitation_id=invitation.pk,
                commune_name=invitation.commune.name,
                person_id=person.pk,
                **facts,
            )
            write_to(person, mail)
    return [
        invitation.pk
        for invitation in invitations
        if invitation.commune_id in town_halls_by_commune
    ]
