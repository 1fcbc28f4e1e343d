"""Marks of communes, stored so that ranking all communes reads one narrow table."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from bocage.welcome.suitability.ranking_criteria.registry import stored_numbers, stored_parts


class MarkField(models.PositiveSmallIntegerField):
    """Mark from 0 to 100, null if unknown. Its column has its own check, so that a new criterion
    changes no other constraint.
    """

    def db_check(self, connection: Any) -> str:
        return f"{connection.ops.quote_name(self.column)} BETWEEN 0 AND 100"


class StoredNumberField(models.PositiveIntegerField):
    """Number of at least 1, by which the statement of the ranking may divide; empty if unknown."""

    def db_check(self, connection: Any) -> str:
        return f"{connection.ops.quote_name(self.column)} >= 1"


class SuitabilityRow(models.Model):
    """Marks of a commune, from 0 to 100, recomputed from the facts that `evidence` stores.

    An unknown mark is null. The row is narrow on purpose: a ranking reads all of them. `x`, `y` and
    `z` are the position of the commune on the unit sphere. Each stored part and each stored number
    of `ranking_criteria` adds its column below the class.
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

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="welcome_suitability_position_whole",
                condition=Q(x=None, y=None, z=None)
                | Q(x__isnull=False, y__isnull=False, z__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commune_id}"


for _number in stored_numbers():
    StoredNumberField(null=True).contribute_to_class(SuitabilityRow, _number.column)
for _part in stored_parts():
    MarkField(null=True).contribute_to_class(SuitabilityRow, _part)


class SuitabilityEvidence(models.Model):
    """Facts behind the marks of a commune, with their sources and days. `facts` holds, for each
    part, a list of `welcome.suitability.commune_facts.Fact`.
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
