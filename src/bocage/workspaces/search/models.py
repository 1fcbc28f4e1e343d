"""Searches that found nothing."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.utils.translation import gettext_lazy as _

from bocage.workspaces.places.models import Place, ResourceKind


class UnmetWish(models.Model):
    """Search or wait that found nothing, stored for the reports without the person."""

    class Reason(models.TextChoices):
        SEARCH = "search", _("recherche sans réponse")
        WAITLIST = "waitlist", _("liste d’attente sans suite")

    place = models.ForeignKey(
        Place,
        on_delete=models.CASCADE,
        related_name="unmet_wishes",
        null=True,
        blank=True,
        verbose_name=_("lieu"),
    )
    commune = models.ForeignKey(
        "territory.Commune",
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("près de"),
    )
    kind = models.CharField(_("nature"), max_length=16, choices=ResourceKind, blank=True)
    period = DateTimeRangeField(_("période"))
    attendees = models.PositiveSmallIntegerField(_("personnes"), default=1)
    reason = models.CharField(_("origine"), max_length=8, choices=Reason)
    requested_at = models.DateTimeField(_("demandé le"), auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["place", "requested_at"], name="workspaces_unmet_place"),
            models.Index(fields=["commune", "requested_at"], name="workspaces_unmet_commune"),
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} {self.requested_at:%Y-%m-%d}"
