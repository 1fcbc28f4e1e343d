"""Who welcomes newcomers in a commune, and the button that names one more."""

from typing import Any

from bocage.people.models import Person
from bocage.territory.models import Commune
from bocage.welcome.commune_page import add_commune_section
from bocage.welcome.models.sponsors import SponsorProfile


def sponsors_of_commune(commune: Commune, person: Person) -> dict[str, Any] | None:
    """Those who stand, and those who were asked; one query."""
    if not person.has_perm("welcome.offer_sponsor", commune):
        return None
    profiles = (
        SponsorProfile.objects.filter(commune=commune)
        .exclude(status__in=[SponsorProfile.Status.REFUSED, SponsorProfile.Status.OVER])
        .select_related("person")
    )
    return {"sponsors": list(profiles)}


add_commune_section(
    name="parrains",
    template="welcome/sponsors/commune_section.html",
    rank=40,
    context=sponsors_of_commune,
)
