"""What stays tell of a project."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from bocage.foundation.formatting.spoken_time import full_period
from bocage.welcome.models.stays import Stay, StayFeedback
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source


@timeline_source
def stays(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Prepared, confirmed, done, called off; and what the household said of it. Two queries."""
    for stay in rows_of(project, project.stays.all()).select_related(
        "prepared_by", "called_off_by"
    ):
        yield from _of(stay)
    feedback = rows_of(
        project, StayFeedback.objects.filter(stay__project=project), through=Stay
    ).select_related("person", "stay")
    for given in feedback:
        yield TimelineEntry(
            at=given.given_at,
            kind="stay",
            title=_("Avis sur le séjour « %(name)s »") % {"name": given.stay.name},
            detail=feedback_words(given),
            by=given.person.name,
            url=given.stay.get_absolute_url(),
        )


def feedback_words(given: StayFeedback) -> str:
    """The marks in words, then what was written."""
    marks = [
        _("utile : %(mark)s") % {"mark": given.get_was_useful_display()},
        _("se voit vivre ici : %(mark)s") % {"mark": given.get_sees_self_here_display()},
    ]
    return " · ".join(filter(None, [*marks, given.liked, given.lacked]))


def _of(stay: Stay) -> Iterator[TimelineEntry]:
    dates = full_period(stay.starts_at, stay.ends_at)
    url = stay.get_absolute_url()
    who = stay.prepared_by.name if stay.prepared_by is not None else ""
    words = {"name": stay.name}
    yield TimelineEntry(
        at=stay.prepared_at,
        kind="stay",
        title=_("Séjour en préparation : %(name)s") % words,
        detail=dates,
        by=who,
        url=url,
    )
    if stay.confirmed_at is not None:
        yield TimelineEntry(
            at=stay.confirmed_at,
            kind="stay",
            title=_("Séjour confirmé : %(name)s") % words,
            detail=dates,
            by=who,
            url=url,
            is_shown_to_household=True,
        )
    if stay.done_at is not None:
        yield TimelineEntry(
            at=stay.done_at,
            kind="stay",
            title=_("Séjour passé : %(name)s") % words,
            url=url,
            is_shown_to_household=True,
        )
    if stay.called_off_at is not None:
        yield TimelineEntry(
            at=stay.called_off_at,
            kind="stay",
            title=_("Séjour annulé : %(name)s") % words,
            detail=stay.called_off_words,
            by=stay.called_off_by.name if stay.called_off_by is not None else "",
            url=url,
            is_shown_to_household=True,
        )
