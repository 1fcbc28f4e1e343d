"""Welcome weekends in the two pages of a project."""

from typing import Any

from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.models.weekends import WeekendHousehold, WelcomeWeekend
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.weekend_words import PlacesFacts, facts_of_places, meeting_words

NAME = "week-ends"
SHOWN = (
    WelcomeWeekend.Status.OPEN,
    WelcomeWeekend.Status.FULL,
    WelcomeWeekend.Status.CALLED_OFF,
)


def own_weekends(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """What the household sees: the weekends to which it is invited and that are to come; one
    query."""
    households = [
        one
        for one in _households(project).filter(weekend__status__in=SHOWN)
        if one.knows_of_it and not (one.weekend.status == "called_off" and not one.comes)
    ]
    if not households:
        return None
    return {
        "weekends": [
            {
                "household": one,
                "weekend": one.weekend,
                "meeting": meeting_words(one.weekend),
                "places": facts_of_places(one) if one.comes else PlacesFacts(),
                "is_open": one.weekend.is_to_come,
            }
            for one in households
        ]
    }


def weekends_of_file(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """All of them, for whoever follows the project; one query."""
    households = list(_households(project))
    return {"households": households} if households else None


def _households(project: SettlementProject) -> Any:
    return (
        rows_of(project, WeekendHousehold.objects.filter(project=project))
        .select_related("weekend__commune", "car", "host__commune")
        .order_by("-weekend__period", "pk")
    )


add_household_section(
    name=NAME,
    title=pgettext_lazy("section", "Week-end d’accueil"),
    template="welcome/weekends/own_section.html",
    rank=24,
    context=own_weekends,
)
add_file_section(
    name=NAME,
    title=pgettext_lazy("section", "Week-ends"),
    template="welcome/weekends/file_section.html",
    rank=51,
    context=weekends_of_file,
)
