"""What a commune that welcomes has: somebody to answer, homes to tell of, a place to work."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.housing.models import Lead
from bocage.people.models import Mandate, Role
from bocage.territory.landmarks import landmark_kind
from bocage.territory.models import Commune
from bocage.territory.travel import road_minutes
from bocage.welcome.welcoming import welcoming_criterion

FRESH = timedelta(days=90)
NEAR_MINUTES = 20
"""By car, as the territory estimates it."""
WORKSPACE = "workspace"


@welcoming_criterion(
    "referent_named",
    _("une personne élue référente, qui répond aux ménages"),
    10,
    action=_("Proposer une personne"),
    url=lambda commune: reverse("own_commune_propose", args=[commune.slug]),
)
def has_a_referent(commune: Commune) -> bool:
    """Somebody elected by the commune holds the mandate today; one query."""
    return (
        Mandate.objects.in_force()
        .filter(role=Role.ELECTED, scope__commune=commune.pk, person__is_active=True)
        .exists()
    )


@welcoming_criterion(
    "leads_fresh",
    _("des logements signalés ou confirmés depuis moins de trois mois"),
    30,
    action=_("Signaler un logement"),
    url=lambda commune: reverse("lead_tell", args=[commune.pk]),
)
def has_fresh_leads(commune: Commune) -> bool:
    """A home of the hidden market was told, or said to be free still; one query."""
    return (
        Lead.objects.open()
        .filter(commune=commune.pk, confirmed_at__gte=timezone.now() - FRESH)
        .exists()
    )


@welcoming_criterion(
    "workspace_near",
    _("un bureau partagé à moins de vingt minutes"),
    40,
    action=_("Voir les lieux"),
    url=lambda commune: reverse("commune_detail", args=[commune.slug]),
)
def has_a_workspace_near(commune: Commune) -> bool:
    """By car, from the middle of the commune; one query."""
    kind = landmark_kind(WORKSPACE)
    if kind is None or commune.latitude is None or commune.longitude is None:
        return False
    nearest = kind.distances([(commune.latitude, commune.longitude)])[0]
    return nearest is not None and road_minutes(nearest) <= NEAR_MINUTES
