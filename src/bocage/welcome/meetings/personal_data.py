"""Personal data of awareness meetings: meetings prepared, and answers for a commune."""

from django.utils.translation import gettext_lazy

from bocage.people.models import Person
from bocage.people.personal_data import DataItem, DataItems, data_section
from bocage.welcome.meetings.formatting import meeting_answer_words
from bocage.welcome.meetings.models import AwarenessMeeting, MeetingInvitation
from bocage.welcome.shared.formatting import when_words


@data_section(
    name="meeting_answers",
    title=gettext_lazy("Vos réponses à des réunions, pour votre commune"),
    rank=68,
    named_in=("welcome.MeetingInvitation.answered_by",),
)
def meeting_answer_rows(person: Person, limit: int | None) -> DataItems:
    """Yields a person's answers to meetings for their commune; one query."""
    answered = (
        MeetingInvitation.objects.filter(answered_by=person)
        .select_related("meeting__epci", "commune")
        .order_by("-answered_at", "pk")
    )
    for invitation in answered[:limit]:
        yield DataItem(
            title=f"{invitation.commune.name}, {when_words(invitation.meeting.starts_at)}",
            detail=[meeting_answer_words(invitation), invitation.names],
        )


@data_section(
    name="meetings_planned",
    title=gettext_lazy("Les réunions que vous avez préparées"),
    rank=69,
    named_in=("welcome.AwarenessMeeting.planned_by",),
)
def planned_meeting_rows(person: Person, limit: int | None) -> DataItems:
    """Yields the meetings that a person prepared; one query."""
    planned = AwarenessMeeting.objects.filter(planned_by=person).select_related("epci")
    for meeting in planned.order_by("-planned_at", "pk")[:limit]:
        yield DataItem(
            title=f"{meeting.epci.name}, {when_words(meeting.starts_at)}",
            detail=[str(meeting.get_status_display()), meeting.words],
            url=meeting.get_absolute_url(),
        )
