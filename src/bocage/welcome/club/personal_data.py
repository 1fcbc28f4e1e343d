"""Personal data of introductions to the club."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bocage.people.erasure import Erasure, erases
from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.club.formatting import first_name_of
from bocage.welcome.club.models import ClubIntroduction, ClubMeeting
from bocage.welcome.projects.personal_data import WORDS_IN_A_HOUSEHOLD


@data_section(
    name="club_meetings",
    title=gettext_lazy("Vos présentations au club"),
    rank=69,
    named_in=("welcome.ClubIntroduction.person", "network.Member.person"),
)
def club_meeting_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the meetings proposed to a person, and those requested from them as a member; one
    query.
    """
    meetings = (
        ClubMeeting.objects.filter(
            Q(introduction__person=person) | Q(member__person=person, requested_at__isnull=False)
        )
        .select_related("introduction__person", "member__person")
        .order_by("-proposed_at", "-pk")
    )
    for meeting in meetings[:limit]:
        yield DataItem(
            title=_("Rencontrer %(name)s")
            % {
                "name": meeting.member.person.name
                if meeting.introduction.person_id == person.pk
                else first_name_of(meeting.introduction.person)
            },
            detail=str(meeting.get_status_display()),
        )


@erases(WORDS_IN_A_HOUSEHOLD, rank=302)
def introductions(erasure: Erasure) -> None:
    """Deletes the introductions of a person to the club."""
    erasure.delete(ClubIntroduction.objects.filter(person=erasure.person))
