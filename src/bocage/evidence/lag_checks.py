"""Delays that the evidence room measures: the nightly count."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from bocage.evidence.models import Night
from bocage.foundation.monitoring import add_lag_check


def _age_of_figures() -> timedelta:
    last = Night.objects.values_list("finished_at", flat=True).order_by("-date").first()
    return timezone.now() - last if last else timedelta(0)


add_lag_check(
    name="figures",
    label=_("Chiffres de la nuit"),
    limit=timedelta(hours=30),
    delay=_age_of_figures,
)
