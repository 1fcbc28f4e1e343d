"""« Votre accueil officiel » on the household's page, and the same on the file."""

from typing import Any

from django.utils import timezone
from django.utils.translation import pgettext_lazy

from bocage.foundation.formatting.grammar import of_name
from bocage.people.models import Person
from bocage.welcome.ceremony_words import answer_words
from bocage.welcome.models.ceremonies import Ceremony, CeremonyGuest
from bocage.welcome.projects.contents import rows_of
from bocage.welcome.projects.models.projects import SettlementProject
from bocage.welcome.projects.sections import add_file_section, add_household_section
from bocage.welcome.shared.formatting import when_words


def own_ceremonies(project: SettlementProject, _person: Person) -> dict[str, Any] | None:
    """The invitations of the household, the latest first; one query."""
    guests = _guests(project)
    return {"invitations": guests} if guests else None


def ceremonies_of_file(project: SettlementProject, person: Person) -> dict[str, Any] | None:
    """The same for whoever follows the project; where it has arrived and nobody invited it, the
    ceremony that is planned there, or the date to pick."""
    guests = _guests(project)
    if not guests and not (project.has_arrived and project.commune_id):
        return None
    may_plan = project.commune is not None and person.has_perm(
        "welcome.plan_ceremony", project.commune
    )
    next_one = _next_of_commune(project) if may_plan and not guests else None
    return {
        "invitations": guests,
        "may_plan": may_plan,
        "next_one": next_one,
        "next_one_when": when_words(next_one.starts_at) if next_one else "",
        "commune_code": project.commune_id,
    }


def _next_of_commune(project: SettlementProject) -> Ceremony | None:
    coming = Ceremony.objects.filter(
        commune=project.commune_id, status__in=Ceremony.COMING, starts_at__gt=timezone.now()
    )
    return coming.order_by("starts_at", "pk").first()


def _guests(project: SettlementProject) -> list[dict[str, Any]]:
    guests = (
        rows_of(project, CeremonyGuest.objects.filter(project=project))
        .select_related("ceremony__commune")
        .order_by("-ceremony__starts_at", "pk")
    )
    return [
        {
            "guest": guest,
            "ceremony": guest.ceremony,
            "when": when_words(guest.ceremony.starts_at),
            "of_commune": of_name(guest.ceremony.commune.name),
            "said": answer_words(guest),
            "is_open": guest.ceremony.status == Ceremony.Status.INVITED
            and not guest.ceremony.has_begun,
        }
        for guest in guests
    ]


add_household_section(
    name="accueil-officiel",
    title=pgettext_lazy("section", "Accueil officiel"),
    template="welcome/ceremonies/household_section.html",
    rank=70,
    context=own_ceremonies,
)
add_file_section(
    name="ceremonie",
    title=pgettext_lazy("section", "Cérémonie"),
    template="welcome/ceremonies/file_section.html",
    rank=70,
    context=ceremonies_of_file,
)
