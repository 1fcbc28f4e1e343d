"""Tours of new mandates closed by their holders."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.people.models import Mandate


class ClosedTour(models.Model):
    """Tour of a mandate closed by its holder: it is not shown again."""

    mandate = models.OneToOneField(
        Mandate,
        models.CASCADE,
        primary_key=True,
        related_name="closed_tour",
        verbose_name=_("mandat"),
    )
    closed_at = models.DateTimeField(_("rangée le"), auto_now_add=True)

    class Meta:
        verbose_name = _("visite rangée")
