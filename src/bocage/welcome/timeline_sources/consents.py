"""What a household agreed to and took back, in the timeline of its project."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from bocage.welcome.models.messages import ProjectConsent
from bocage.welcome.models.projects import SettlementProject
from bocage.welcome.project_contents import rows_of
from bocage.welcome.timeline import TimelineEntry, timeline_source


@timeline_source
def consents(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Each agreement given, and each that ended; one query."""
    for consent in rows_of(project, ProjectConsent.objects.filter(project=project)).select_related(
        "person"
    ):
        use = capfirst(str(consent.get_use_display()))
        yield TimelineEntry(
            at=consent.given_at,
            kind="consent",
            title=_("Accord donné"),
            detail=use,
            by=str(consent.person),
            is_shown_to_household=True,
        )
        if consent.withdrawn_at is not None:
            yield TimelineEntry(
                at=consent.withdrawn_at,
                kind="consent",
                title=_("Accord repris"),
                detail=use,
                is_shown_to_household=True,
            )
