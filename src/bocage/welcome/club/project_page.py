"""Additions of the club to the pages of a project: a section and timeline entries."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.network.members.presentation import MemberProfile
from bocage.network.members.visibility import A_MEMBER
from bocage.people.models import Person
from bocage.territory.travel_formatting import format_rough_way
from bocage.welcome.club.models import ClubIntroduction, ClubMeeting
from bocage.welcome.club.operations import is_of_the_club
from bocage.welcome.projects.contents import known_uses, rows_of
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject, Stage
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source

Status = ClubIntroduction.Status


def club_on_the_file(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """Returns, for the project's file, each adult with the members proposed and their answers; None
    for people who do not follow the project.
    """
    if not person.has_perm("welcome.follow_project", project):
        return None
    last = {
        introduction.person_id: introduction for introduction in reversed(_introductions(project))
    }
    return {
        "project": project,
        "agrees": ProjectConsent.Use.CLUB in known_uses(project),
        "lines": [
            {
                "person": adult.person,
                "introduction": last.get(adult.person_id),
                "meetings": _meetings(last.get(adult.person_id)),
            }
            for adult in project.adults.select_related("person")
        ],
        "may_propose": project.is_open,
    }


def club_of_the_household(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """Returns, for the household's page, the members whom the reader could meet; or else the button
    to be introduced, unless they are of the club.
    """
    own_introduction = next(
        (
            introduction
            for introduction in _introductions(project)
            if introduction.person_id == person.pk
        ),
        None,
    )
    if own_introduction is not None and own_introduction.status in (
        Status.PROPOSED,
        Status.ACCEPTED,
    ):
        return {"introduction": own_introduction, "meetings": _meetings(own_introduction)}
    if not project.is_open or project.stage == Stage.CONTACT or is_of_the_club(person):
        return None
    return {"introduction": None, "meetings": []}


def _introductions(project: SettlementProject) -> list[ClubIntroduction]:
    """Returns the introductions of a project, latest first, with their members; two queries."""
    meetings = ClubMeeting.objects.select_related("member__person", "member__commune")
    introductions = rows_of(project, project.club_introductions.all()).select_related("person")
    return list(introductions.prefetch_related(Prefetch("meetings", meetings)))


def _meetings(introduction: ClubIntroduction | None) -> list[dict[str, Any]]:
    """Lists the meetings of an introduction, with the profile that each member shows to the
    club.
    """
    meetings: Iterable[ClubMeeting] = introduction.meetings.all() if introduction else ()
    return [
        _meeting(meeting, MemberProfile(meeting.member, A_MEMBER))
        for meeting in meetings
        if meeting.status not in (ClubMeeting.Status.DECLINED, ClubMeeting.Status.WITHDRAWN)
    ]


def _meeting(meeting: ClubMeeting, shown_member: MemberProfile) -> dict[str, Any]:
    words = [shown_member.headline, shown_member.commune_name, format_rough_way(meeting.metres)]
    return {"meeting": meeting, "shown": shown_member, "words": " · ".join(filter(None, words))}


add_file_section(
    name="club",
    title=pgettext_lazy("section", "Club"),
    template="welcome/club/file_section.html",
    rank=57,
    context=club_on_the_file,
)
add_household_section(
    name="club",
    title=pgettext_lazy("section", "Club"),
    template="welcome/club/household_section.html",
    rank=57,
    context=club_of_the_household,
)


@timeline_source
def introductions_to_the_club(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entries of introductions: proposed to an adult, and accepted by a member;
    two queries.
    """
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
