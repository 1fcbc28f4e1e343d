"""How applications and readings are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.training.admissions.models.applications import Application  # noqa: F401 - read in strings
    from bocage.training.admissions.models.juries import Reading  # noqa: F401 - read in strings


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications."""

    def with_rights(self) -> ApplicationQuerySet:
        """With what their rights are read from, and their person."""
        return self.select_related(
            "applicant", "cohort__programme__partner__scope", "cohort__programme__departement"
        )

    def of(self, person: Person) -> ApplicationQuerySet:
        """Their own."""
        return self.filter(applicant=person)

    def sent(self) -> ApplicationQuerySet:
        """Those that were sent, and not taken back before the answer."""
        return self.exclude(status="draft").exclude(status="withdrawn", decided_at=None)

    def to_decide(self) -> ApplicationQuerySet:
        """Those that the jury reads."""
        return self.filter(status__in=("submitted", "under_review"))

    def waiting(self) -> ApplicationQuerySet:
        """The waiting list, the first of it first."""
        return self.filter(status="waiting").order_by("waiting_rank")


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Readings."""

    def with_rights(self) -> ReadingQuerySet:
        """With what their rights are read from."""
        return self.select_related(
            "juror__person",
            "application__applicant",
            "application__cohort__programme__partner__scope",
            "application__cohort__programme__departement",
        )

    def of(self, person: Person) -> ReadingQuerySet:
        """Those that somebody is to give, of cohorts whose answers are not sent."""
        return self.filter(
            juror__person=person,
            juror__left_at=None,
            application__status__in=("submitted", "under_review"),
        )
