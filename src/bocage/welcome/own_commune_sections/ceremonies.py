"""Ceremonies on « ma commune »: the next one, a date to pick, and those that were held."""

from typing import Any

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.communes.page_registry import add_commune_section
from bocage.welcome.models.ceremonies import Ceremony
from bocage.welcome.newcomers import newcomers_of
from bocage.welcome.shared.formatting import when_words

SHOWN = 3


def ceremonies_of_commune(commune: Commune, person: Person) -> dict[str, Any] | None:
    """What is to come, what was held, and how many households wait to be presented; three
    queries."""
    if not person.has_perm("welcome.plan_ceremony", commune):
        return None
    ceremonies = Ceremony.objects.filter(commune=commune)
    to_come = list(
        ceremonies.filter(status__in=Ceremony.COMING).order_by("starts_at", "pk")[:SHOWN]
    )
    held = ceremonies.filter(status=Ceremony.Status.HELD).order_by("-starts_at", "pk")
    return {
        "to_come": [(one, when_words(one.starts_at)) for one in to_come],
        "next_one": next(iter(to_come), None),
        "held": [(one, when_words(one.starts_at)) for one in held[:SHOWN]],
        "newcomers": newcomers_of(commune).count(),
    }


add_commune_section(
    name="ceremonies",
    template="welcome/ceremonies/commune_section.html",
    rank=50,
    context=ceremonies_of_commune,
)
