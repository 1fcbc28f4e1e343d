"""Querysets of programmes, cohorts and sessions, with filters by officer."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from bocage.people.models.mandates import Role
from bocage.people.policies import reach_of

if TYPE_CHECKING:
    from bocage.people.models import Person
    from bocage.training.programmes.models.cohorts import Cohort, Enrolment  # noqa: F401 - read by mypy in strings
    from bocage.training.programmes.models.programmes import Programme  # noqa: F401 - read by mypy in strings
    from bocage.training.programmes.models.sessions import CohortSession  # noqa: F401 - read by mypy in strings

FOLLOWERS = (Role.TRAINING_OFFICER, Role.COORDINATOR)
"""Roles that can read a partner's programmes: its officers, and the coordinator of the
département."""


def _within(person: Person, roles: tuple[str, ...], path: str) -> Q:
    reach = reach_of(person, roles)
    if reach.everywhere:
        return Q()
    return Q(**{f"{path}partner__scope__in": reach.scopes}) | Q(
        **{f"{path}departement__in": reach.departements}
    )


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes, by what people look for."""

    def published(self) -> ProgrammeQuerySet:
        return self.filter(state="published")

    def with_rights(self) -> ProgrammeQuerySet:
        """Selects the related rows from which rights are computed."""
        return self.select_related("partner__scope", "departement")

    def run_by(self, person: Person) -> ProgrammeQuerySet:
        """Filters the programmes of the partners of which a person is a training officer."""
        return self.filter(_within(person, (Role.TRAINING_OFFICER,), ""))

    def followed_by(self, person: Person) -> ProgrammeQuerySet:
        """Filters the programmes that a person runs, or whose figures they see as a coordinator."""
        return self.filter(_within(person, FOLLOWERS, ""))


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Cohorts, by what people look for."""

    def with_rights(self) -> CohortQuerySet:
        """Selects the related rows from which rights are computed."""
        return self.select_related("programme__partner__scope", "programme__departement")

    def public(self) -> CohortQuerySet:
        """Filters the public cohorts, cancelled or not."""
        return self.filter(opened_at__isnull=False, programme__state="published")

    def taking_applications(self, day: date) -> CohortQuerySet:
        """Filters the cohorts that take applications on a given day."""
        return self.filter(state="open", apply_until__gte=day, programme__state="published")

    def run_by(self, person: Person) -> CohortQuerySet:
        return self.filter(_within(person, (Role.TRAINING_OFFICER,), "programme__"))

    def followed_by(self, person: Person) -> CohortQuerySet:
        return self.filter(_within(person, FOLLOWERS, "programme__"))


class CohortSessionQuerySet(models.QuerySet["CohortSession"]):
    """Filters on sessions."""

    def with_rights(self) -> CohortSessionQuerySet:
        """Selects the related rows from which rights are computed."""
        return self.select_related(
            "cohort__programme__partner__scope", "cohort__programme__departement", "module"
        )

    def planned(self) -> CohortSessionQuerySet:
        return self.filter(state="planned")

    def to_come(self, now: datetime) -> CohortSessionQuerySet:
        """Filters the planned sessions that are not over, the next first."""
        return self.planned().filter(period__endswith__gt=now).order_by("period", "pk")


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Filters on enrolments."""

    def with_rights(self) -> EnrolmentQuerySet:
        """Selects the related rows from which rights are computed, and the person."""
        return self.select_related(
            "person", "cohort__programme__partner__scope", "cohort__programme__departement"
        )

    def by_name(self) -> EnrolmentQuerySet:
        """Orders enrolments by last then first name, as in a register."""
        return self.order_by("family_name", "given_name", "pk")

    def seated(self) -> EnrolmentQuerySet:
        """Filters the enrolments with a seat: enrolled or completed."""
        return self.exclude(state="withdrawn")

    def learning(self) -> EnrolmentQuerySet:
        """Filters the enrolments of current learners, expected at the next session."""
        return self.filter(state="enrolled")
