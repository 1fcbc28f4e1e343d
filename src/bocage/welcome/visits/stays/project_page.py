"""Additions of stays to the pages of a project: papers, a section and timeline entries."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.formatting.times import full_period
from bocage.people.models import Person
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.papers import Paper, paper_source
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source
from bocage.welcome.visits.stays.formatting import feedback_words
from bocage.welcome.visits.stays.models import Stay, StayFeedback


@paper_source
def programmes(project: SettlementProject) -> Iterator[Paper]:
    """Yields the programme of each stay that the household was notified of, dated from the last
    notification; one query.
    """
    stays = (
        rows_of(project, project.stays.all())
        .exclude(status=Stay.Status.CALLED_OFF)
        .filter(confirmed_at__isnull=False)
    )
    for stay in stays:
        yield Paper(
            at=stay.notified_at or stay.confirmed_at or stay.prepared_at,
            title=_("Programme : %(name)s") % {"name": stay.name},
            detail=full_period(stay.starts_at, stay.ends_at),
            own_url=reverse("own_stay_paper", args=[stay.pk]),
            file_url=reverse("stay_sheet_file", args=[stay.pk]),
        )


NAME = "sejours"


def own_stays(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns, for the household's page, the stays that it was notified of; an empty list if one is
    being prepared, None if there is none.
    """
    stays = list(
        rows_of(project, project.stays.all())
        .exclude(status=Stay.Status.CALLED_OFF)
        .order_by("-period", "id")
    )
    if not stays:
        return None
    confirmed_stays = [stay for stay in stays if stay.confirmed_at is not None]
    return {"stays": confirmed_stays}


def stays_of_file(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """Returns, for the project's file, all stays and the key needed to prepare one."""
    stays = list(rows_of(project, project.stays.all()).order_by("-period", "id"))
    return {"stays": stays, "project_id": project.pk}


add_household_section(
    name=NAME,
    title=pgettext_lazy("section", "Séjour"),
    template="welcome/visits/stays/own_section.html",
    rank=25,
    context=own_stays,
)
add_file_section(
    name=NAME,
    title=pgettext_lazy("section", "Séjours"),
    template="welcome/visits/stays/file_section.html",
    rank=50,
    context=stays_of_file,
)


@timeline_source
def stays(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields the timeline entries of a project's stays (prepared, confirmed, done, called off) and
    of the household's feedback. Two queries.
    """
    for stay in rows_of(project, project.stays.all()).select_related(
        "prepared_by", "called_off_by"
    ):
        yield from _of(stay)
    feedback = rows_of(
        project, StayFeedback.objects.filter(stay__project=project), through=Stay
    ).select_related("person", "stay")
    for row in feedback:
        yield TimelineEntry(
            at=row.given_at,
            kind="stay",
            title=_("Avis sur le séjour « %(name)s »") % {"name": row.stay.name},
            detail=feedback_words(row),
            by=row.person.name,
            url=row.stay.get_absolute_url(),
        )


def _of(stay: Stay) -> Iterator[TimelineEntry]:
    dates = full_period(stay.starts_at, stay.ends_at)
    url = stay.get_absolute_url()
    name = stay.prepared_by.name if stay.prepared_by is not None else ""
    words = {"name": stay.name}
    yield TimelineEntry(
        at=stay.prepared_at,
        kind="stay",
        title=_("Séjour en préparation : %(name)s") % words,
        detail=dates,
        by=name,
        url=url,
    )
    if stay.confirmed_at is not None:
        yield TimelineEntry(
            at=stay.confirmed_at,
            kind="stay",
            title=_("Séjour confirmé : %(name)s") % words,
            detail=dates,
            by=name,
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
