"""The papers of a household, in the timeline of its project."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.welcome.models.projects import SettlementProject
from bocage.welcome.papers import papers_of
from bocage.welcome.timeline import TimelineEntry, timeline_source


@timeline_source
def papers(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Each document that was made for the household; as many queries as there are subjects."""
    for paper in papers_of(project):
        yield TimelineEntry(
            at=paper.at,
            kind="paper",
            title=_("Document prêt"),
            detail=" · ".join(filter(None, [paper.title, paper.detail])),
            url=paper.file_url,
            is_shown_to_household=True,
        )
