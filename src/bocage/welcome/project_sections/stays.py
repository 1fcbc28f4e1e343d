"""Stays in the two pages of a project."""

from typing import Any

from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.models.stays import Stay
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section

NAME = "sejours"


def own_stays(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """What the household sees: the stays that it was told of, or that one is prepared."""
    stays = list(
        rows_of(project, project.stays.all())
        .exclude(status=Stay.Status.CALLED_OFF)
        .order_by("-period", "id")
    )
    if not stays:
        return None
    told = [stay for stay in stays if stay.confirmed_at is not None]
    return {"stays": told}


def stays_of_file(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """All of them, and the way to prepare one."""
    stays = list(rows_of(project, project.stays.all()).order_by("-period", "id"))
    return {"stays": stays, "project_id": project.pk}


add_household_section(
    name=NAME,
    title=pgettext_lazy("section", "Séjour"),
    template="welcome/stays/own_section.html",
    rank=25,
    context=own_stays,
)
add_file_section(
    name=NAME,
    title=pgettext_lazy("section", "Séjours"),
    template="welcome/stays/file_section.html",
    rank=50,
    context=stays_of_file,
)
