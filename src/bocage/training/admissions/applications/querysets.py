"""Querysets of applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.training.admissions.applications.models import Application  # noqa: F401 - read in strings


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications."""

    def with_rights(self) -> ApplicationQuerySet:
        """Selects the related rows from which rights are computed, and the applicant."""
        return self.select_related(
            "applicant", "cohort__programme__partner__scope", "cohort__programme__departement"
        )

    def of(self, person: Person) -> ApplicationQuerySet:
        """Filters the applications of a person."""
        return self.filter(applicant=person)

    def submitted(self) -> ApplicationQuerySet:
        """Filters the applications that were sent, without those withdrawn before an answer."""
        return self.exclude(status="draft").exclude(status="withdrawn", decided_at=None)

    def to_decide(self) -> ApplicationQuerySet:
        """Filters the applications sent and not answered yet."""
        return self.filter(status__in=("submitted", "under_review"))

    def waiting(self) -> ApplicationQuerySet:
        """Filters the waiting list, in order."""
        return self.filter(status="waiting").order_by("waiting_rank")
