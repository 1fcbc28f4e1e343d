"""Facts of the market: a home appeared, is back, costs less, has changed."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bocage.foundation.models.identified import IdentifiedModel
from bocage.housing.market.models.dwellings import Dwelling


class MarketFact(IdentifiedModel):
    """Event of a dwelling or a lead that saved searches may match.

    `matched_at` is empty until every matched search has its alert: rows without it are pending for
    `alerts.operations.matching`.
    """

    class Kind(models.TextChoices):
        APPEARED = "appeared", _("nouveau")
        PRICE_FELL = "price_fell", _("baisse de prix")
        BACK = "back", _("de retour sur le marché")
        CHANGED = "changed", _("complété ou corrigé")
        """Change that may match other searches; those that matched before, or have an alert, get
        none.
        """

    kind = models.CharField(pgettext_lazy("what happened", "fait"), max_length=12, choices=Kind)
    dwelling = models.ForeignKey(
        Dwelling, on_delete=models.CASCADE, related_name="facts", null=True, blank=True
    )
    lead = models.ForeignKey(
        "housing.Lead", on_delete=models.CASCADE, related_name="facts", null=True, blank=True
    )
    price_eur = models.PositiveIntegerField(_("prix (€)"), null=True, blank=True)
    previous_price_eur = models.PositiveIntegerField(_("prix précédent (€)"), null=True, blank=True)
    before = models.JSONField(null=True, blank=True, editable=False)
    """For a changed home: the values that searches read before, one entry for each dwelling that
    was merged into it (`deduplication.operations.market_facts`). Empty again once matched.
    """
    happened_at = models.DateTimeField(_("le"))
    matched_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-happened_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="housing_marketfact_of_a_dwelling_or_a_lead",
                condition=Q(dwelling__isnull=False, lead=None)
                | Q(dwelling=None, lead__isnull=False),
            ),
            models.CheckConstraint(
                name="housing_marketfact_fall_falls",
                condition=~Q(kind="price_fell") | Q(price_eur__lt=F("previous_price_eur")),
            ),
            models.CheckConstraint(
                name="housing_marketfact_before_of_what_changed",
                condition=Q(before__isnull=True) | Q(kind="changed", matched_at=None),
            ),
        ]
        indexes = [
            # News goes first, however many homes have changed.
            models.Index(
                fields=["id"],
                name="housing_marketfact_news",
                condition=Q(matched_at=None) & ~Q(kind="changed"),
            ),
            models.Index(
                fields=["id"],
                name="housing_marketfact_changes",
                condition=Q(matched_at=None, kind="changed"),
            ),
            models.Index(fields=["dwelling", "-happened_at"], name="housing_marketfact_dwelling"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_at:%Y-%m-%d}"
