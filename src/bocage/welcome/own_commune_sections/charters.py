"""On « ma commune »: the charter, and what it commits to."""

from typing import Any

from django.utils import timezone

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.communes.page_registry import add_commune_section
from bocage.welcome.models.charters import Commitment, WelcomeCharter


def charter_of_commune(commune: Commune, person: Person) -> dict[str, Any] | None:
    """The charter in force and what is still to be done; two queries."""
    if not person.has_perm("welcome.see_charter", commune):
        return None
    charter = WelcomeCharter.objects.filter(commune=commune, ended_at=None).first()
    to_do = Commitment.objects.filter(charter=charter, done_on=None).order_by("due_on", "pk")
    return {
        "charter": charter,
        "to_do": list(to_do) if charter else [],
        "today": timezone.localdate(),
        "may_sign": person.has_perm("welcome.sign_charter", commune),
    }


add_commune_section(
    name="charte",
    template="welcome/charters/commune_section.html",
    rank=60,
    context=charter_of_commune,
)
