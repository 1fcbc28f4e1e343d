"""What a commune that welcomes has: somebody to answer, homes to tell of, a place to work."""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.housing.models import Lead
from bocage.people.models import Mandate, Role
from bocage.territory.landmarks import landmark_kind
from bocage.territory.models import Commune
from bocage.territory.travel import road_minutes
from bocage.welcome.communes.criteria_registry import welcoming_criterion
from bocage.workspaces.models import Place

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
def with_a_referent(communes: Sequence[Commune]) -> set[str]:
    """Somebody elected by the commune holds the mandate today; one query."""
    elected = Mandate.objects.in_force().filter(
        role=Role.ELECTED, scope__commune__in=communes, person__is_active=True
    )
    return set(elected.order_by().values_list("scope__commune", flat=True))


@welcoming_criterion(
    "leads_fresh",
    _("des logements signalés ou confirmés depuis moins de trois mois"),
    30,
    action=_("Signaler un logement"),
    url=lambda commune: reverse("lead_tell", args=[commune.pk]),
)
def with_fresh_leads(communes: Sequence[Commune]) -> set[str]:
    """A home of the hidden market was told, or said to be free still; one query."""
    fresh = Lead.objects.open().filter(
        commune__in=communes, confirmed_at__gte=timezone.now() - FRESH
    )
    return set(fresh.order_by().values_list("commune", flat=True))


@welcoming_criterion(
    "workspace_near",
    _("un bureau partagé à moins de vingt minutes"),
    40,
    action=_("Voir les lieux"),
    url=lambda commune: reverse("commune_detail", args=[commune.slug]),
    is_known=lambda commune: commune.latitude is not None,
)
def with_a_workspace_near(communes: Sequence[Commune]) -> set[str]:
    """In the commune, or near its middle by car; two queries."""
    own = Place.objects.published().filter(commune__in=communes)
    holding = set(own.order_by().values_list("commune", flat=True))
    kind = landmark_kind(WORKSPACE)
    middles = {
        commune.pk: (commune.latitude, commune.longitude)
        for commune in communes
        if commune.latitude is not None and commune.longitude is not None
    }
    if kind is None or not middles:
        return holding
    nearest = zip(middles, kind.distances(list(middles.values())), strict=True)
    return holding | {
        code
        for code, metres in nearest
        if metres is not None and road_minutes(metres) <= NEAR_MINUTES
    }
