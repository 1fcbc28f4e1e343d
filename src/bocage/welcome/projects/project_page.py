"""Additions of projects to their own pages: consents in the timeline, and papers."""

from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.messages import ProjectConsent
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.papers import papers_of
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.projects.timeline import TimelineEntry, timeline_source

NAME = "papiers"


def own_papers(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns the documents made for the household, latest first, for its own page; None if there
    are none.
    """
    papers = [(paper, paper.own_url) for paper in papers_of(project)]
    return {"papers": papers} if papers else None


def papers_of_file(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Returns the documents made for the household, latest first, for the people who follow the
    project; None if there are none.
    """
    papers = [(paper, paper.file_url) for paper in papers_of(project)]
    return {"papers": papers} if papers else None


add_household_section(
    name=NAME,
    title=pgettext_lazy("section", "Papiers"),
    template="welcome/projects/papers/household_section.html",
    rank=72,
    context=own_papers,
)
add_file_section(
    name=NAME,
    title=pgettext_lazy("section", "Papiers"),
    template="welcome/projects/papers/file_section.html",
    rank=72,
    context=papers_of_file,
)


@timeline_source
def papers(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields a timeline entry for each document made for the household; as many queries as there
    are subjects.
    """
    for paper in papers_of(project):
        yield TimelineEntry(
            at=paper.at,
            kind="paper",
            title=_("Document prêt"),
            detail=" · ".join(filter(None, [paper.title, paper.detail])),
            url=paper.file_url,
            is_shown_to_household=True,
        )


@timeline_source
def consents(project: SettlementProject) -> Iterator[TimelineEntry]:
    """Yields a timeline entry for each consent given and each one withdrawn; one query."""
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
