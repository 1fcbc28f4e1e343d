"""Département and campaign to which a contact request is attributed."""

from dataclasses import dataclass

from bocage.outreach.campaigns.models import RUN_BY, Campaign, TrackedLink
from bocage.people.models import Mandate
from bocage.territory.models import Departement


@dataclass(frozen=True)
class ContactPlace:
    """Département, and campaign and link if any, to which a contact form attaches its answers."""

    departement: Departement
    campaign: Campaign | None = None
    link: TrackedLink | None = None


def place_of_code(code: str) -> ContactPlace | None:
    """Returns the département, campaign and link of a code, even if the campaign is closed, because
    a poster outlives it. None if the code is unknown.
    """
    links = TrackedLink.objects.select_related("campaign__departement")
    link = links.filter(code=code).first() if 0 < len(code) <= 12 and "\0" not in code else None
    return ContactPlace(link.campaign.departement, link.campaign, link) if link else None


def contact_departements() -> list[Departement]:
    """Lists the départements that have a coordinator in office, who can answer contacts, by
    name."""
    mandates = Mandate.objects.in_force().filter(role__in=RUN_BY)
    return list(
        Departement.objects.filter(scopes__mandates__in=mandates).distinct().order_by("name", "pk")
    )
