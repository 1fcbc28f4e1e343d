"""Prices of sale by commune, kind and year."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from bocage.housing.criteria.kinds import PropertyKind


class CommunePrice(models.Model):
    """Sale prices of a kind of home in a commune over a year (open DVF data)."""

    commune = models.ForeignKey(
        "territory.Commune", on_delete=models.CASCADE, related_name="sale_prices"
    )
    kind = models.CharField(_("bien"), max_length=12, choices=PropertyKind)
    year = models.PositiveSmallIntegerField(_("année"))
    sales = models.PositiveIntegerField(_("ventes"))
    median_eur_m2 = models.PositiveIntegerField(_("prix médian au m² (€)"))
    low_eur_m2 = models.PositiveIntegerField(_("premier quartile (€)"))
    high_eur_m2 = models.PositiveIntegerField(_("troisième quartile (€)"))
    imported_at = models.DateTimeField(_("importé le"))

    class Meta:
        ordering = ["commune", "kind", "-year"]
        constraints = [
            models.UniqueConstraint(
                name="housing_communeprice_once_a_year", fields=["commune", "kind", "year"]
            ),
            models.CheckConstraint(
                name="housing_communeprice_quartiles_in_order",
                condition=Q(
                    low_eur_m2__lte=F("median_eur_m2"), median_eur_m2__lte=F("high_eur_m2")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id} {self.year}"
