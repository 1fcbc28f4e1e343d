"""Section of « ma commune »: the meeting to come, and the material of the commune."""

from typing import Any

from django.utils import timezone

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.communes.page_registry import add_commune_section
from bocage.welcome.meetings.formatting import meeting_answer_words, the_epci
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.shared.formatting import when_words


def meetings_of_commune(commune: Commune, person: Person) -> dict[str, Any] | None:
    """Returns the invitations of a commune to meetings to come; None for people who may not see
    them. One query.
    """
    if not person.has_perm("welcome.see_commune_material", commune):
        return None
    invitations = (
        MeetingInvitation.objects.filter(
            commune=commune,
            meeting__status__in=AwarenessMeeting.COMING,
            meeting__starts_at__gt=timezone.now(),
        )
        .select_related("meeting__epci")
        .order_by("meeting__starts_at", "pk")
    )
    return {
        "invitations": [
            {
                "invitation": invitation,
                "epci": the_epci(invitation.meeting.epci.name),
                "when": when_words(invitation.meeting.starts_at),
                "said": meeting_answer_words(invitation),
            }
            for invitation in invitations
        ]
    }


add_commune_section(
    name="meetings",
    template="welcome/meetings/commune_section.html",
    rank=70,
    context=meetings_of_commune,
)
