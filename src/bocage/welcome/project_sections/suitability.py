"""« Les communes qui vous vont » on the household's page, and the same on the file."""

from typing import Any

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.operations.suitability import criteria_of_project, rank_communes
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.suitability.addresses import address_of
from bocage.welcome.suitability.words import cards_of

MOST = 4
NAME = "communes"


def communes_that_suit(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """The first of the ranking, by what the project says; nothing once the household is here."""
    if project.has_arrived or not project.is_open:
        return None
    criteria = criteria_of_project(project)
    cards = cards_of(rank_communes(criteria, most=MOST), criteria)
    if not cards:
        return None
    return {
        "cards": cards,
        "project": project,
        "wished_codes": set(criteria.wished),
        "back": f"{reverse('own_project')}#{NAME}",
        "ranking": f"{reverse('commune_ranking')}?{address_of(criteria)}",
    }


add_household_section(
    name=NAME,
    title=pgettext_lazy("section", "Communes"),
    template="welcome/suitability/household_section.html",
    rank=30,
    context=communes_that_suit,
)
add_file_section(
    name=NAME,
    title=pgettext_lazy("section", "Communes"),
    template="welcome/suitability/file_section.html",
    rank=35,
    context=communes_that_suit,
)
