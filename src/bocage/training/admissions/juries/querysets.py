"""Querysets of reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.training.admissions.juries.models import JuryReview  # noqa: F401 - read in strings


class JuryReviewQuerySet(models.QuerySet["JuryReview"]):
    """Jury reviews."""

    def with_rights(self) -> JuryReviewQuerySet:
        """Selects the related rows from which rights are computed."""
        return self.select_related(
            "juror__person",
            "application__applicant",
            "application__cohort__programme__partner__scope",
            "application__cohort__programme__departement",
        )

    def of(self, person: Person) -> JuryReviewQuerySet:
        """Filters the reviews of a current juror, scored or not, in unanswered applications."""
        return self.filter(
            juror__person=person,
            juror__left_at=None,
            application__status__in=("submitted", "under_review"),
        )
