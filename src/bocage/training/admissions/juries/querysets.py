"""Querysets of readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.training.admissions.juries.models import Reading  # noqa: F401 - read in strings


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings."""

    def with_rights(self) -> ReadingQuerySet:
        """Selects the related rows from which rights are computed."""
        return self.select_related(
            "juror__person",
            "application__applicant",
            "application__cohort__programme__partner__scope",
            "application__cohort__programme__departement",
        )

    def of(self, person: Person) -> ReadingQuerySet:
        """Filters the readings of a current juror, scored or not, in unanswered applications."""
        return self.filter(
            juror__person=person,
            juror__left_at=None,
            application__status__in=("submitted", "under_review"),
        )
