"""Stays in the two pages of a project."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, pgettext_lazy

from bocage.foundation.signed_actions import signed_action_url
from bocage.people.models import Person
from bocage.welcome.models import SettlementProject, Stay, WeekendHousehold, WelcomeWeekend
from bocage.welcome.sections import ProjectSection, add_file_section, add_household_section

NAME = "sejours"


def own_stays(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """What the household sees: the stays that it was told of, or that one is prepared; and the
    weekends to which it is invited. Two queries.
    """
    stays = list(project.stays.exclude(status=Stay.Status.CALLED_OFF).order_by("-period", "id"))
    weekends = [{"invited": one, "answer": _answer_of(one, person)} for one in _weekends(project)]
    if not stays and not weekends:
        return None
    told = [stay for stay in stays if stay.confirmed_at is not None]
    return {"stays": told, "is_prepared": bool(stays) and not told, "weekends": weekends}


def _weekends(project: SettlementProject) -> list[WeekendHousehold]:
    """The weekends to come to which the household was invited; one query."""
    return list(
        project.weekends.filter(
            invited_at__isnull=False, weekend__status__in=WelcomeWeekend.TO_COME
        )
        .exclude(status=WeekendHousehold.Status.DECLINED)
        .select_related("weekend")
        .order_by("weekend__period", "pk")
    )


def _answer_of(household: WeekendHousehold, person: Person) -> str:
    """Where the invitation is answered, as its mail would lead to it; empty once it is."""
    if household.status != WeekendHousehold.Status.INVITED:
        return ""
    payload = {"household": str(household.pk), "person": str(person.pk)}
    return signed_action_url("welcome.come_to_weekend", payload, get_language() or "fr")


def stays_of_file(project: SettlementProject, _person: Person) -> dict[str, Any]:
    """All of them, and the way to prepare one."""
    stays = list(project.stays.order_by("-period", "id"))
    return {"stays": stays, "project_id": project.pk}


add_household_section(
    ProjectSection(
        name=NAME,
        title=pgettext_lazy("section", "Séjour"),
        template="welcome/stays/own_section.html",
        rank=25,
        context=own_stays,
    )
)
add_file_section(
    ProjectSection(
        name=NAME,
        title=pgettext_lazy("section", "Séjours"),
        template="welcome/stays/file_section.html",
        rank=50,
        context=stays_of_file,
    )
)
