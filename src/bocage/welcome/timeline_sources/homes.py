"""The homes that a household follows, in the timeline of its project. Its notes stay its own."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.welcome.followed_homes import followed_homes
from bocage.welcome.models import SettlementProject
from bocage.welcome.timeline import TimelineEntry, timeline_source


@timeline_source
def homes(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Each home from the day it is followed, and where it stands since it last moved; one query."""
    for line in followed_homes(project):
        where = " · ".join(filter(None, [line.title, line.commune]))
        yield TimelineEntry(
            at=line.home.added_at,
            kind="home",
            title=_("Un logement suivi"),
            detail=where,
            by=str(line.home.added_by) if line.home.added_by is not None else "",
            url=line.url,
            is_shown_to_household=True,
        )
        if line.home.changed_at > line.home.added_at:
            yield TimelineEntry(
                at=line.home.changed_at,
                kind="home",
                title=_("Logement : %(state)s") % {"state": line.state},
                detail=where,
                url=line.url,
                is_shown_to_household=True,
            )
