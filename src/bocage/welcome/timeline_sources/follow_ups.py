"""What follow-ups tell on the timeline of a project."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.welcome.follow_up_words import after_words, summary, wishes
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source


@timeline_source
def follow_ups(project: SettlementProject) -> Iterator[TimelineEntry]:
    """What was asked, answered and called about; one query."""
    for follow_up in rows_of(project, project.follow_ups.all()).select_related("answered_by"):
        words = {"after": after_words(follow_up.months)}
        if follow_up.asked_at and follow_up.called_at != follow_up.asked_at:
            yield TimelineEntry(
                at=follow_up.asked_at,
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
