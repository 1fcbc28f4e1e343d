"""« Charte signée » : a commune that welcomes has said how, and to what it commits."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from bocage.territory.models import Commune
from bocage.welcome.communes.criteria_registry import welcoming_criterion
from bocage.welcome.models.charters import WelcomeCharter


@welcoming_criterion(
    "charter_signed",
    _("la charte d’accueil signée"),
    rank=50,
    action=_("Lire et signer la charte"),
    url=lambda commune: reverse("commune_charter", args=[commune.pk]),
)
def that_signed_the_charter(communes: Sequence[Commune]) -> set[str]:
    """One is in force; one query."""
    signed = WelcomeCharter.objects.filter(commune__in=communes, ended_at=None)
    return set(signed.order_by().values_list("commune", flat=True))
