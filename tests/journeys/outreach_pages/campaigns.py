"""The pages of campaigns."""

from typing import Any

from bocage.outreach.models import Campaign
from bocage.people.models import Person
from bocage.workspaces.models import Place
from tests.outreach.factories import CampaignFactory, TrackedLinkFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["follow_link"],
}
NO_PAGES: dict[str, str] = {}


def prepare(_people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A fair that is over, and one that runs."""
    departement = place.commune.departement
    over = CampaignFactory(departement=departement, name="Salon de Paris")
    TrackedLinkFactory(campaign=over, code="parisien")
    Campaign.objects.filter(pk=over.pk).update(status="closed", closed_at=over.created_at)
    return {"follow_link.code": "parisien"}
