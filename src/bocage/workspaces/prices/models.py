"""Prices per unit of time."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bocage.foundation.db.history import with_history_and_deletion
from bocage.workspaces.places.models import Place, Resource, ResourceKind
from bocage.workspaces.places.triggers import new_plan_when_changed


@with_history_and_deletion()
class Tariff(models.Model):
    """Price per unit of time, in euro cents: of one resource, else of a kind of them.

    Resources without a tariff are free. Several units may coexist: the cheapest way to cover the
    period is due.
    """

    class Unit(models.TextChoices):
        HOUR = "hour", _("l’heure")
        HALF_DAY = "half_day", _("la demi-journée")
        DAY = "day", _("la journée")

    place = models.ForeignKey(
        Place, on_delete=models.CASCADE, related_name="tariffs", verbose_name=_("lieu")
    )
    kind = models.CharField(_("nature"), max_length=16, choices=ResourceKind, blank=True)
    resource = models.ForeignKey(
        Resource,
        on_delete=models.CASCADE,
        related_name="tariffs",
        null=True,
        blank=True,
        verbose_name=_("espace"),
    )
    unit = models.CharField(_("unité"), max_length=8, choices=Unit)
    amount_cents = models.PositiveIntegerField(_("prix (centimes)"))

    class Meta:
        ordering = ["place", "kind", "resource", "unit"]
        constraints = [
            models.UniqueConstraint(
                name="workspaces_tariff_once",
                fields=["place", "kind", "resource", "unit"],
                nulls_distinct=False,
                violation_error_message=_("Ce tarif existe déjà."),
            ),
            models.CheckConstraint(
                name="workspaces_tariff_of_a_kind_or_of_a_resource",
                condition=Q(resource=None) & ~Q(kind="") | Q(resource__isnull=False, kind=""),
            ),
            models.CheckConstraint(
                name="workspaces_tariff_amount_sensible",
                condition=Q(amount_cents__lte=1_000_000),
                violation_error_message=_("Ce prix est trop élevé pour être vrai."),
            ),
        ]
        triggers = new_plan_when_changed

    def __str__(self) -> str:
        return f"{self.amount_cents} c / {self.get_unit_display()}"
