"""Pages of awareness meetings, for organisers and town halls."""

from typing import Any

from bocage.people.models import Person, Role
from bocage.welcome.meetings.links import meeting_link
from bocage.workspaces.models import Place
from tests.territory.factories import CommuneFactory
from tests.welcome.meetings.factories import MeetingFactory, MeetingInvitationFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["meeting_answer_signed"],
    Role.COORDINATOR: [
        "meeting_list",
        "meeting_plan",
        "meeting",
        "past/meeting",
        "meeting_change",
        "meeting_call_off",
        "meeting_answer",
    ],
    Role.ELECTED: ["meeting_answer"],
    Role.TOWN_HALL: ["meeting_answer"],
}
NO_PAGES = {
    **dict.fromkeys(("meeting_sheet", "commune_material", "meeting_material_signed"), "a file"),
    **dict.fromkeys(("meeting_open", "meeting_held"), "answers a form"),
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A commune that has not answered, another that is to be called, and a meeting of yesterday."""
    commune = place.commune
    territory = {"epci": commune.epci, "departement": commune.departement}
    meeting = MeetingFactory(open=True, capacity=30, words="Une heure, puis un verre.", **territory)
    invitation = MeetingInvitationFactory(meeting=meeting, commune=commune)
    MeetingInvitationFactory(meeting=meeting, commune=CommuneFactory(essay=True), invited_at=None)
    past_meeting = MeetingFactory(past=True, **territory)
    MeetingInvitationFactory(meeting=past_meeting, commune=commune)
    return {
        "meeting_id": meeting.pk,
        "past.meeting_id": past_meeting.pk,
        "invitation_id": invitation.pk,
        "meeting_answer_signed.token": meeting_link.token(people[Role.ELECTED].pk, invitation.pk),
    }
