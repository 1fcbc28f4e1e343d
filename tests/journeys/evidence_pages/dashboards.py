"""Dashboards and their targets, by role."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from bocage.evidence.models import Target
from bocage.people.models import Person, Role
from bocage.workspaces.models import Place
from tests.outreach.factories import CampaignFactory

PAGES: dict[str, list[str]] = {
    Role.COORDINATOR: [
        "dashboards",
        "departement/dashboard",
        "departement/dashboard?tableau=commune&tri=nom",
        "departement/dashboard?tableau=lieu&theme=workspaces",
        "departement/dashboard?periode=1789",
        "campaign/dashboard",
        "departement/dashboard_targets",
        "departement/dashboard_target",
        "departement/dashboard_target?duree=mois",
    ],
    Role.ELECTED: [
        "dashboard",
        "dashboard?theme=settling",
        "dashboard_targets",
        "dashboard_target",
    ],
    Role.TOWN_HALL: ["dashboard"],
    Role.HOST: ["place/dashboard"],
    Role.CLUB_ORGANISER: ["club/dashboard?tableau=commune"],
    Role.TRAINING_OFFICER: ["partner/dashboard"],
    Role.ADMIN: ["instance/dashboard"],
}
NO_PAGES = {"dashboard_target_end": "answers a form"}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Two targets for the households that came, one of before and one of now."""
    today, commune = timezone.localdate(), place.commune
    campaign = CampaignFactory(departement=commune.departement, name="Affiches en gare")
    for level, code in (("departement", commune.departement_id), ("commune", commune.pk)):
        for value, starts_on, ends_on in (
            (12, today - timedelta(days=90), today - timedelta(days=30)),
            (20, today - timedelta(days=30), None),
        ):
            Target.objects.create(
                indicator="settled_households", level=level, code=code, span="year",
                starts_on=starts_on, ends_on=ends_on, value=Decimal(value),
                reason="Voté au conseil", set_by=people[Role.COORDINATOR], set_at=timezone.now(),
            )  # fmt: skip
    partner = people[Role.TRAINING_OFFICER].mandates.get().scope.partner_id
    grounds = {
        "departement": ("departement", commune.departement_id),
        "campaign": ("campagne", campaign.pk),
        "place": ("lieu", place.slug),
        "club": ("club", commune.departement_id),
        "partner": ("formation", partner),
        "instance": ("instance", "tout"),
        **dict.fromkeys(
            ("dashboard", "dashboard_targets", "dashboard_target"), ("commune", commune.pk)
        ),
    }
    return {
        **{
            f"{prefix}.{part}": value
            for prefix, (kind, key) in grounds.items()
            for part, value in (("kind", kind), ("key", key))
        },
        "dashboard_target.name": "settled_households",
        "departement.name": "settled_households",
    }
