"""The homes of which the housing watch told a household, in the timeline of its project."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import ngettext

from bocage.welcome.models.homes import HomesTold
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source


@timeline_source
def alerts(project: SettlementProject) -> Iterator[TimelineEntry]:
    """The messages of a day as one, at the moment of the last; one query."""
    by_day: dict[date, list[HomesTold]] = defaultdict(list)
    for told in rows_of(project, project.homes_told.all()).order_by("told_at"):
        by_day[timezone.localdate(told.told_at)].append(told)
    for messages in by_day.values():
        homes = sum(told.homes for told in messages)
        yield TimelineEntry(
            at=messages[-1].told_at,
            kind="alert",
            title=ngettext(
                "Alerte envoyée : %(count)d logement",
                "Alerte envoyée : %(count)d logements",
                homes,
            )
            % {"count": homes},
            is_shown_to_household=True,
        )
