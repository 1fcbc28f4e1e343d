"""« Cérémonie tenue » : a commune that welcomes has presented its newcomers lately."""

from collections.abc import Sequence
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bocage.territory.models import Commune
from bocage.welcome.communes.criteria_registry import Button, welcoming_criterion
from bocage.welcome.models.ceremonies import Ceremony

LATELY = timedelta(days=730)


def one_to_prepare(commune: Commune) -> Button | None:
    """The next one, where a date is set; one query."""
    ceremonies = Ceremony.objects.filter(commune=commune, status__in=Ceremony.COMING)
    ceremony = ceremonies.order_by("starts_at", "pk").first()
    if ceremony is None:
        return None
    return gettext("Préparer la cérémonie"), ceremony.get_absolute_url()


@welcoming_criterion(
    "ceremony_held",
    _("une cérémonie d’accueil tenue depuis deux ans"),
    rank=60,
    action=_("Choisir une date"),
    url=lambda commune: reverse("ceremony_plan", args=[commune.pk]),
    under_way=one_to_prepare,
)
def that_held_a_ceremony(communes: Sequence[Commune]) -> set[str]:
    """One that was held within two years; one query."""
    held = Ceremony.objects.filter(
        commune__in=communes,
        status=Ceremony.Status.HELD,
        starts_at__gte=timezone.now() - LATELY,
    )
    return set(held.order_by().values_list("commune", flat=True))
