"""Eligibility of a person to book in a place on a day: read once, then checked for each space.

Data on a person is only read if a rule requires it, so that most bookings make no query.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bocage.people.models import Entitlement, Person
from bocage.workspaces.booking_refusals.errors import (
    AccompaniedOnly,
    ClubMembersOnly,
    HostsOnly,
    IntroductionNeeded,
    MembershipNeeded,
    NotEligible,
)
from bocage.workspaces.booking_rules.models import (
    Audience,
    Clearance,
    HouseRulesAcceptance,
)
from bocage.workspaces.place_plans.plans import PlacePlan, Space
from bocage.workspaces.places.models import Place


@dataclass(frozen=True, slots=True)
class Booker:
    """Status of a person on a day, read where the rules of some spaces depend on it."""

    entitlements: frozenset[str] = frozenset()
    is_member: bool = False
    introduced_to: frozenset[UUID | None] = frozenset()
    """The resources that the person was shown; None is every resource of the place."""

    def refusal(self, space: Space) -> NotEligible | None:
        """Returns the refusal that keeps this person from booking a space, by its rules; None where
        they may.
        """
        rules = space.rules
        match rules.audience:
            case Audience.HOSTS:
                return HostsOnly()
            case Audience.CLUB_MEMBERS if Entitlement.Kind.CLUB_MEMBER not in self.entitlements:
                return ClubMembersOnly()
            case Audience.ACCOMPANIED if Entitlement.Kind.ACCOMPANIED not in self.entitlements:
                return AccompaniedOnly()
        if rules.requires_membership and not self.is_member:
            return MembershipNeeded()
        if rules.requires_introduction and not self.introduced_to & {space.pk, None}:
            return IntroductionNeeded()
        return None


ANONYMOUS = Booker()
"""Booker who is not signed in: every reserved space is refused, with its own sentence."""


def booker_of(person: Person, place: Place, spaces: Collection[Space], day: date) -> Booker:
    """Reads the status of a person that the rules of the spaces depend on, on the day of the
    booking.

    No query where they depend on nothing; one for the entitlements, one for the clearances.
    """
    rules_of_spaces = {space.rules for space in spaces}
    requires_entitlement = any(rules.requires_entitlement for rules in rules_of_spaces)
    entitlements = _entitlements(person, day) if requires_entitlement else frozenset[str]()
    is_member, introduced_to = False, frozenset[UUID | None]()
    if any(rules.asks_clearance for rules in rules_of_spaces):
        is_member, introduced_to = _clearances(person, place, day)
    return Booker(entitlements, is_member, introduced_to)


def _entitlements(person: Person, day: date) -> frozenset[str]:
    entitlements = Entitlement.objects.in_force(day).filter(person=person)
    return frozenset(entitlements.values_list("kind", flat=True))


def _clearances(person: Person, place: Place, day: date) -> tuple[bool, frozenset[UUID | None]]:
    clearances = list(
        Clearance.objects.in_force(day)
        .filter(person=person, place=place)
        .values_list("kind", "resource")
    )
    is_member = any(kind == Clearance.Kind.MEMBERSHIP for kind, _resource in clearances)
    introduced = (resource for kind, resource in clearances if kind == Clearance.Kind.INTRODUCTION)
    return is_member, frozenset(introduced)


def check_booker(person: Person | None, place: Place, spaces: Collection[Space], day: date) -> None:
    """Checks that a person may book all of some spaces, on a day; None is a person without an
    account.

    Raises:
        NotForThem: with the sentence of the first violated rule.
    """
    booker = ANONYMOUS if person is None else booker_of(person, place, spaces, day)
    for space in spaces:
        refusal = booker.refusal(space)
        if refusal is not None:
            raise refusal


def must_accept_house_rules(person: Person, plan: PlacePlan) -> bool:
    """Checks whether this person still has to accept the house rules in force; no query without
    house rules.
    """
    if plan.house_rules_id is None:
        return False
    accepted = HouseRulesAcceptance.objects.filter(person=person, house_rules=plan.house_rules_id)
    return not accepted.exists()


def house_rules_waiting(person: Person, plans: Iterable[PlacePlan]) -> set[UUID]:
    """Returns the house rules in force, of several places, that the person has not accepted; one
    query, none without house rules.
    """
    in_force = {plan.house_rules_id for plan in plans if plan.house_rules_id is not None}
    if not in_force:
        return set()
    accepted = HouseRulesAcceptance.objects.filter(person=person, house_rules__in=in_force)
    return in_force.difference(accepted.values_list("house_rules", flat=True))
