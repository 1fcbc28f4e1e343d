"""Eligibility of a person in any place on any day: read once, if a rule requires it.

`bookers` answers for one place and one day; this module answers for several, since alternatives are
searched on many days and in the places around.
"""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from bocage.people.models import Entitlement, Person
from bocage.workspaces.booking_refusals.bookers import ANONYMOUS, Booker
from bocage.workspaces.booking_refusals.errors import NotEligible
from bocage.workspaces.booking_rules.models import Clearance
from bocage.workspaces.booking_rules.rules import Rules
from bocage.workspaces.place_plans.plans import Space
from bocage.workspaces.places.models import Place


class _DatedStatus(NamedTuple):
    """Entitlement or clearance, from a day until another, which is not of it."""

    kind: str
    starts_on: date
    ends_on: date | None
    place_id: UUID | None = None
    resource_id: UUID | None = None

    def counts_on(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


class Eligibility:
    """Eligibility of the person who would come; `by` is the one who books, where that is somebody
    else.

    Two queries at most, and none where none of the spaces is reserved.
    """

    def __init__(self, person: Person | None, *, by: Person | None = None) -> None:
        self._person, self._by = person, by
        self._runs: dict[UUID, bool] = {}

    def refusal(self, space: Space, place: Place, day: date) -> NotEligible | None:
        """Returns the refusal that keeps the person from a space of a place on a day; None where
        they may book it.
        """
        if not space.rules.restricts_people:
            return None
        return self._booker(space.rules, place, day).refusal(space)

    def runs(self, place: Place) -> bool:
        """Checks whether the one who books runs the place, and is then bound by its hours alone."""
        if self._by is None:
            return False
        if place.pk not in self._runs:
            self._runs[place.pk] = self._by.has_perm("workspaces.book_for_somebody_else", place)
        return self._runs[place.pk]

    def _booker(self, rules: Rules, place: Place, day: date) -> Booker:
        """Returns the status of the person on a day, as far as some rules require it."""
        if self._person is None:
            return ANONYMOUS
        entitlements: Sequence[_DatedStatus] = (
            self._entitlements if rules.requires_entitlement else ()
        )
        clearances: Sequence[_DatedStatus] = self._clearances if rules.asks_clearance else ()
        in_force = [
            clearance
            for clearance in clearances
            if clearance.place_id == place.pk and clearance.counts_on(day)
        ]
        return Booker(
            entitlements=frozenset(
                entitlement.kind for entitlement in entitlements if entitlement.counts_on(day)
            ),
            is_member=any(clearance.kind == Clearance.Kind.MEMBERSHIP for clearance in in_force),
            introduced_to=frozenset(
                clearance.resource_id
                for clearance in in_force
                if clearance.kind == Clearance.Kind.INTRODUCTION
            ),
        )

    @cached_property
    def _entitlements(self) -> Sequence[_DatedStatus]:
        entitlements = Entitlement.objects.filter(person=self._person)
        return [
            _DatedStatus(*row) for row in entitlements.values_list("kind", "starts_on", "ends_on")
        ]

    @cached_property
    def _clearances(self) -> Sequence[_DatedStatus]:
        clearances = Clearance.objects.filter(person=self._person)
        fields = ("kind", "starts_on", "ends_on", "place_id", "resource_id")
        return [_DatedStatus(*row) for row in clearances.values_list(*fields)]


NO_ELIGIBILITY = Eligibility(None)
"""Eligibility of an unknown person, to whom no reserved space is offered."""
