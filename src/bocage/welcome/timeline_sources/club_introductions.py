"""What the club tells on the timeline of a project."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.welcome.models.club_introductions import ClubMeeting
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source


@timeline_source
def introductions_to_the_club(project: SettlementProject) -> Iterator[TimelineEntry]:
    """When somebody was presented, and when a member said yes; two queries."""
    introductions = rows_of(project, project.club_introductions.all()).select_related(
        "person", "proposed_by"
    )
    for introduction in introductions.prefetch_related("meetings__member__person"):
        by = introduction.proposed_by
        yield TimelineEntry(
            at=introduction.proposed_at,
            kind="helper",
            title=_("Présentation au club proposée à %(person)s")
            % {"person": introduction.person.name},
            by=by.name if by is not None else "",
            is_shown_to_household=True,
        )
        for meeting in introduction.meetings.all():
            if meeting.status == ClubMeeting.Status.WILLING and meeting.answered_at:
                yield TimelineEntry(
                    at=meeting.answered_at,
                    kind="helper",
                    title=_("%(name)s, du club, veut bien rencontrer le ménage")
                    % {"name": meeting.member.person.name},
                    is_shown_to_household=True,
                )
