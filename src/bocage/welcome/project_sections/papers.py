"""« Vos papiers » on the household's page, and the same on the file."""

from typing import Any

from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.models.projects import SettlementProject
from bocage.welcome.papers import papers_of
from bocage.welcome.sections import add_file_section, add_household_section

NAME = "papiers"


def own_papers(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """Every document that was made for the household, the latest first."""
    papers = [(paper, paper.own_url) for paper in papers_of(project)]
    return {"papers": papers} if papers else None


def papers_of_file(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """The same, for whoever follows the project."""
    papers = [(paper, paper.file_url) for paper in papers_of(project)]
    return {"papers": papers} if papers else None


add_household_section(
    name=NAME,
    title=pgettext_lazy("section", "Papiers"),
    template="welcome/papers/household_section.html",
    rank=72,
    context=own_papers,
)
add_file_section(
    name=NAME,
    title=pgettext_lazy("section", "Papiers"),
    template="welcome/papers/file_section.html",
    rank=72,
    context=papers_of_file,
)
