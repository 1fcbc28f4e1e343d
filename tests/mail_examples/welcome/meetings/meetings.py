"""Examples of the mails of `bocage.welcome.meetings.mails`."""

from datetime import UTC, datetime
from uuid import UUID

from bocage.welcome.meetings.formatting import MeetingFacts
from bocage.welcome.meetings.mails import TownHallMeetingMail
from tests.mail_examples.registry import example_of

EXAMPLE = MeetingFacts(
    meeting_id=UUID("0199b7a4-0000-7000-8000-00000000000b"),
    epci_name="CC des Sources de l’Orne",
    starts_at=datetime(2027, 2, 4, 17, 30, tzinfo=UTC),
    place="Siège de la communauté de communes, Sées",
    words="Une heure, puis un verre.",
)


@example_of(TownHallMeetingMail)
def town_hall_meeting_mail(mail):
    return mail(
        meeting=EXAMPLE,
        invitation_id=UUID("0199b7a4-0000-7000-8000-00000000000c"),
        commune_name="Boitron",
        person_id=UUID("0199b7a4-0000-7000-8000-000000000003"),
    )
