"""How members are read: who is one today, and who may see whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from bocage.people.policies import reach_of

if TYPE_CHECKING:
    from bocage.network.members.models.members import Member  # noqa: F401 - read by mypy in strings
    from bocage.people.models import Person

ORGANISERS = ("club_organiser", "coordinator")
"""The roles that run the club of what they are over."""


def in_clubs_run_by(person: Person) -> models.Q:
    """Condition of the rows in a commune whose club somebody runs."""
    reach = reach_of(person, ORGANISERS)
    return reach.within(departement="commune__departement", epci="commune__epci")


class MemberQuerySet(models.QuerySet["Member"]):
    """Members, by what people look for."""

    def active(self) -> MemberQuerySet:
        """Those of the club today."""
        return self.filter(status="active")

    def public(self) -> MemberQuerySet:
        """Those of the club whom everybody may find: they show their name."""
        return self.active().filter(public_fields__contains=["name"])

    def listed(self) -> MemberQuerySet:
        """Those of the club whom members may find: they show their name to them, or to all."""
        return self.active().filter(
            models.Q(public_fields__contains=["name"]) | models.Q(members_fields__contains=["name"])
        )

    def wishing_pairs(self) -> MemberQuerySet:
        """Those who wish to be introduced to another each month, and may be."""
        return self.listed().filter(wants_pairs=True, person__is_active=True)

    def run_by(self, person: Person) -> MemberQuerySet:
        """Those of the clubs that somebody runs."""
        return self.filter(in_clubs_run_by(person))
