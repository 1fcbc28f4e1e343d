"""Querysets of members: current members, and members visible to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from bocage.foundation.db.among import is_among
from bocage.people.policies import reach_of
from bocage.territory.models import Commune

if TYPE_CHECKING:
    from bocage.network.members.models.members import Member  # noqa: F401 - read by mypy in strings
    from bocage.people.models import Person

ORGANISERS = ("club_organiser", "coordinator")
"""Roles that run the clubs of their scope."""


def in_clubs_run_by(person: Person) -> models.Q:
    """Returns the condition on `commune` of the rows in clubs that a person runs."""
    reach = reach_of(person, ORGANISERS)
    if reach.everywhere:
        return models.Q()
    communes = Commune.objects.filter(reach.within(departement="departement", epci="epci"))
    return models.Q(is_among("commune", communes.values("pk")))


class MemberQuerySet(models.QuerySet["Member"]):
    """Filters on members."""

    def active(self) -> MemberQuerySet:
        """Filters the current members of the club."""
        return self.filter(status="active")

    def public(self) -> MemberQuerySet:
        """Filters the current members that everybody may find, as they show their name to
        everybody.
        """
        return self.active().filter(public_fields__contains=["name"])

    def listed(self) -> MemberQuerySet:
        """Filters the current members that members may find, as they show their name to members or
        to everybody.
        """
        return self.active().filter(
            models.Q(public_fields__contains=["name"]) | models.Q(members_fields__contains=["name"])
        )

    def wishing_pairs(self) -> MemberQuerySet:
        """Filters the listed members with an active account who take part in « Deux par deux »."""
        return self.listed().filter(wants_pairs=True, person__is_active=True)

    def run_by(self, person: Person) -> MemberQuerySet:
        """Filters the members of the clubs that a person runs."""
        return self.filter(in_clubs_run_by(person))
