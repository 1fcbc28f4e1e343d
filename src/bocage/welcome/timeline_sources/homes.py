"""The homes that a household follows, in the timeline of its project. Its notes stay its own."""

from collections.abc import Iterator

from bocage.welcome.home_moves import home_moves_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source


@timeline_source
def homes(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Each step with a home, from the day it is followed, also of those let go; one query."""
    for line in home_moves_of(project):
        yield TimelineEntry(
            at=line.move.moved_at,
            kind="home",
            title=line.title,
            detail=" · ".join(filter(None, [line.move.home_words, line.visit])),
            by=str(line.move.moved_by) if line.move.moved_by is not None else "",
            url=line.url,
            is_shown_to_household=True,
        )
