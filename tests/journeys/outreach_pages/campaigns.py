"""The pages of campaigns."""

from typing import Any

from bocage.outreach.models import Campaign, CampaignExpense, LinkDay
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.outreach.factories import CampaignFactory, TrackedLinkFactory

PAGES: dict[str, list[str]] = {
    "visitor": ["follow_link"],
    Role.COORDINATOR: [
        "campaign_list",
        "campaign_list?etat=planned",
        "campaign_open",
        "campaign_detail",
        "campaign_change",
        "tracked_link",
    ],
}
NO_PAGES = {
    "campaign_table": "a file",
    "tracked_link_code": "a file",
    **dict.fromkeys(
        (
            "campaign_action",
            "campaign_expense_add",
            "campaign_expense_remove",
            "tracked_link_add",
            "tracked_link_remove",
        ),
        "answers a form",
    ),
}


def prepare(_people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A fair that is over, and one that runs."""
    departement = place.commune.departement
    closed_campaign = CampaignFactory(departement=departement, name="Salon de Paris")
    TrackedLinkFactory(campaign=closed_campaign, code="parisien")
    Campaign.objects.filter(pk=closed_campaign.pk).update(
        status="closed", closed_at=closed_campaign.created_at
    )
    posters = CampaignFactory(departement=departement, name="Gare de Rennes", budget_cents=50_000)
    link = TrackedLinkFactory(campaign=posters, label="Affiche du quai 3")
    LinkDay.objects.create(link=link, day=posters.starts_on, clicks=12)
    CampaignExpense.objects.create(
        campaign=posters, label="Impression", amount_cents=18_050, spent_on=posters.starts_on
    )
    return {
        "follow_link.code": "parisien",
        "campaign_detail.pk": posters.pk,
        "campaign_change.pk": posters.pk,
        "tracked_link.pk": link.pk,
    }
