"""« Votre accueil officiel » on the household's page, and the same on the file."""

from __future__ import annotations

from typing import Any

from django.utils.translation import pgettext_lazy

from bocage.people.models import Person
from bocage.welcome.ceremony_words import answer_words, of_commune, when_words
from bocage.welcome.models import Ceremony, CeremonyGuest, SettlementProject
from bocage.welcome.sections import (
    ProjectSection,
    add_file_section,
    add_household_section,
)


def own_ceremonies(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """The invitations of the household, the latest first; one query."""
    guests = _guests(project)
    return {"invitations": guests} if guests else None


def ceremonies_of_file(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """The same for whoever follows the project, with the date to pick where it has arrived."""
    guests = _guests(project)
    if not guests and not (project.has_arrived and project.commune_id):
        return None
    return {
        "invitations": guests,
        "may_plan": project.commune is not None
        and person.has_perm("welcome.plan_ceremony", project.commune),
        "commune_code": project.commune_id,
    }


def _guests(project: SettlementProject) -> list[dict[str, Any]]:
    guests = (
        CeremonyGuest.objects.filter(project=project)
        .select_related("ceremony__commune")
        .order_by("-ceremony__starts_at", "pk")
    )
    return [
        {
            "guest": guest,
            "ceremony": guest.ceremony,
            "when": when_words(guest.ceremony.starts_at),
            "of_commune": of_commune(guest.ceremony.commune.name),
            "said": answer_words(guest),
            "is_open": guest.ceremony.status == Ceremony.Status.INVITED
            and not guest.ceremony.has_begun,
        }
        for guest in guests
    ]


add_household_section(
    ProjectSection(
        name="accueil-officiel",
        title=pgettext_lazy("section", "Accueil officiel"),
        template="welcome/ceremonies/household_section.html",
        rank=70,
        context=own_ceremonies,
    )
)
add_file_section(
    ProjectSection(
        name="ceremonie",
        title=pgettext_lazy("section", "Cérémonie"),
        template="welcome/ceremonies/file_section.html",
        rank=70,
        context=ceremonies_of_file,
    )
)
