"""Querysets of editions of the École du Web: by organiser, with their content."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce

from bocage.network.members.querysets import ORGANISERS
from bocage.people.policies import reach_of

if TYPE_CHECKING:
    from bocage.network.web_school.models.editions import WebSchoolEdition  # noqa: F401 - read in strings
    from bocage.network.web_school.models.pitches import Pitch  # noqa: F401 - read in strings
    from bocage.people.models import Person


class EditionQuerySet(models.QuerySet["WebSchoolEdition"]):
    """Editions."""

    def run_by(self, person: Person) -> EditionQuerySet:
        """Filters the editions of the clubs that a person runs."""
        return self.filter(reach_of(person, ORGANISERS).within(departement="departement"))


class PitchQuerySet(models.QuerySet["Pitch"]):
    """Pitches."""

    def active(self) -> PitchQuerySet:
        """Filters the pitches that are not withdrawn."""
        return self.filter(withdrawn_at=None)

    def with_counts(self) -> PitchQuerySet:
        """Annotates each pitch with its `vote_count`, `coming_count` and `lead_count`."""
        return self.annotate(
            vote_count=_count_of(self, "votes"),
            coming_count=_count_of(self, "comings"),
            lead_count=_count_of(self, "lead_offers"),
        )


def _count_of(pitches: PitchQuerySet, relation: str) -> Coalesce:
    """Returns a subquery that counts the rows of a pitch: joins would multiply each other."""
    rows: Any = pitches.model._meta.get_field(relation).related_model
    counts = (
        rows.objects.filter(pitch=OuterRef("pk"))
        .order_by()
        .values("pitch")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)
