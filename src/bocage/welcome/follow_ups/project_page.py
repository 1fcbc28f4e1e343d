"""Additions of follow-ups to the pages of a project: a section and timeline entries."""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.follow_ups.formatting import after_words, summary, wishes
from bocage.welcome.follow_ups.links import follow_up_link
from bocage.welcome.follow_ups.models import FollowUp
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source


def follow_ups_of_household(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """Returns, for the household's page, the follow-up to answer, the answered ones and the next
    one; None if there are none. One query.
    """
    if not project.has_arrived:
        return None
    follow_ups = list(rows_of(project, project.follow_ups.all()))
    if not follow_ups:
        return None
    open_follow_ups = [
        follow_up
        for follow_up in follow_ups
        if follow_up.requested_at and not follow_up.is_answered
    ]
    to_come = [follow_up for follow_up in follow_ups if follow_up.due_on > timezone.localdate()]
    return {
        "open": open_follow_ups[-1] if open_follow_ups else None,
        "token": follow_up_link.token(open_follow_ups[-1].pk, str(person.pk))
        if open_follow_ups
        else "",
        "answered": [
            _follow_up_line(follow_up) for follow_up in follow_ups if follow_up.is_answered
        ],
        "next_one": to_come[0] if to_come and not open_follow_ups else None,
    }


def follow_ups_of_file(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the project's file, every follow-up of a household that has settled; None
    before. One query.
    """
    if not project.has_arrived:
        return None
    return {
        "lines": [_follow_up_line(row) for row in rows_of(project, project.follow_ups.all())],
        "project": project,
    }


def _follow_up_line(follow_up: FollowUp) -> dict[str, Any]:
    return {
        "follow_up": follow_up,
        "after": after_words(follow_up.months),
        "summary": ", ".join(summary(follow_up)),
        "wishes": wishes(follow_up),
        "is_to_call": follow_up.call_due_at is not None and follow_up.called_at is None,
    }


add_household_section(
    name="suivis",
    title=pgettext_lazy("section", "Nouvelles"),
    template="welcome/follow_ups/household_section.html",
    rank=15,
    context=follow_ups_of_household,
)
add_file_section(
    name="suivis",
    title=pgettext_lazy("section", "Suivis"),
    template="welcome/follow_ups/file_section.html",
    rank=60,
    context=follow_ups_of_file,
)


@timeline_source
def follow_ups(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entries of a project's follow-ups: sent and answered; one query."""
    for follow_up in rows_of(project, project.follow_ups.all()).select_related("answered_by"):
        words = {"after": after_words(follow_up.months)}
        if follow_up.requested_at and follow_up.called_at != follow_up.requested_at:
            yield TimelineEntry(
                at=follow_up.requested_at,
                kind="follow_up",
                title=_("Suivi de %(after)s envoyé") % words,
            )
        if follow_up.answered_at:
            yield TimelineEntry(
                at=follow_up.answered_at,
                kind="follow_up",
                title=_("Suivi de %(after)s : réponse") % words,
                detail=", ".join([*summary(follow_up), *wishes(follow_up)]),
                by=follow_up.answered_by.name if follow_up.answered_by else "",
                is_shown_to_household=True,
            )
