"""How well each commune answers each wish, kept ready so that ranking all of them is one scan."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

PARTS = (
    "fibre",
    "nursery",
    "primary",
    "middle",
    "high",
    "doctor",
    "pharmacy",
    "shops",
    "station",
    "paris",
    "sale",
    "rental",
    "rent",
    "workspace",
    "quiet",
    "village",
    "town",
    "welcome",
)
"""What a commune has a mark for. What a budget pays, to buy or a month, and the distance depend on
who asks: see the query."""


def _mark() -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(null=True)


class SuitabilityRow(models.Model):
    """Marks of a commune, from 0 to 100, recomputed from the facts that `evidence` stores.

    A mark about which nothing is known is empty. The row is narrow on purpose: a ranking reads all
    of them. `x`, `y` and `z` are the position of the commune on the unit sphere.
    """

    commune = models.OneToOneField(
        "territory.Commune",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="suitability",
    )
    departement_code = models.CharField(max_length=3)
    x = models.FloatField(null=True)
    y = models.FloatField(null=True)
    z = models.FloatField(null=True)
    price_eur_m2 = models.PositiveIntegerField(null=True)
    rent_cents_m2 = models.PositiveIntegerField(null=True)
    fibre = _mark()
    nursery = _mark()
    primary = _mark()
    middle = _mark()
    high = _mark()
    doctor = _mark()
    pharmacy = _mark()
    shops = _mark()
    station = _mark()
    paris = _mark()
    sale = _mark()
    rental = _mark()
    rent = _mark()
    workspace = _mark()
    quiet = _mark()
    village = _mark()
    town = _mark()
    welcome = _mark()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="welcome_suitability_marks_up_to_100",
                condition=Q(*(Q((part, None)) | Q((f"{part}__lte", 100)) for part in PARTS)),
            ),
            models.CheckConstraint(
                name="welcome_suitability_position_whole",
                condition=Q(x=None, y=None, z=None)
                | Q(x__isnull=False, y__isnull=False, z__isnull=False),
            ),
            models.CheckConstraint(
                name="welcome_suitability_price_positive",
                condition=Q(price_eur_m2=None) | Q(price_eur_m2__gte=1),
            ),
            models.CheckConstraint(
                name="welcome_suitability_rent_positive",
                condition=Q(rent_cents_m2=None) | Q(rent_cents_m2__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id}"


class SuitabilityEvidence(models.Model):
    """Facts behind the marks of a commune, with their sources and days. `facts` holds, for each
    part that has a mark, a list of `welcome.suitability.evidence.Told`.
    """

    commune = models.OneToOneField(
        "territory.Commune",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="suitability_evidence",
    )
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.commune_id}"
