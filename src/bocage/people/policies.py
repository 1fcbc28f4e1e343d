"""Policies on people, mandates and settings, and the predicates with which every room writes its
own: `holds`, `entrusted`, `is_administrator`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import rules
from django.db.models import Q
from django.utils import timezone

from bocage.people.models.entitlements import Entitlement
from bocage.people.models.mandates import ROLE_SCOPES, Role
from bocage.people.models.scopes import ScopeKind
from bocage.people.scopes.lineage import lineage_of

if TYPE_CHECKING:
    from bocage.people.models import Mandate, Person, Scope

GRANTED_BY_COORDINATORS = frozenset({Role.HOST, Role.SPONSOR, Role.TOWN_HALL, Role.ELECTED})
"""Roles that a coordinator may grant below their scope. Administrators grant the others."""

GRANTED_BY_ELECTED = frozenset({Role.SPONSOR})
"""Roles that an elected person may grant in their own commune: sponsors of newcomers."""


def mandates_of(person: Any) -> "list[Mandate]":
    """Returns the mandates that a person holds today: one query for the life of the object.

    Anonymous users and closed accounts hold none. The day is checked again at each call, because
    a process may hold a person past midnight.
    """
    if not person.is_authenticated or not person.is_active:
        return []
    today = timezone.localdate()
    return [mandate for mandate in person.current_mandates if mandate.holds_on(today)]


def holds(person: Any, roles: str | Iterable[str], target: Any = None) -> bool:
    """Checks whether a person holds one of the roles today on a scope that covers `target`.

    `target` is a scope, a département, a commune, or an object with a `scope` or a `lineage`;
    `None` is the instance itself.
    """
    role_set = {roles} if isinstance(roles, str) else set(roles)
    mandates = [mandate for mandate in mandates_of(person) if mandate.role in role_set]
    if not mandates:
        return False
    lineage = lineage_of(target)
    return any(mandate.scope.lineage.covers(lineage) for mandate in mandates)


def holds_anywhere(person: Any, roles: str | Iterable[str]) -> bool:
    """Checks whether a person holds one of the roles today, on any scope."""
    role_set = {roles} if isinstance(roles, str) else set(roles)
    return any(mandate.role in role_set for mandate in mandates_of(person))


@dataclass(frozen=True)
class Reach:
    """Territories and scopes that the mandates of a person cover, to restrict a list before it is
    read.
    """

    everywhere: bool
    departements: frozenset[str]
    epcis: frozenset[str]
    communes: frozenset[str]
    scopes: frozenset[int]

    def rows(self, path: str = "") -> Q:
        """Returns the filter of the rows within reach; `path` leads to their scope or commune, as
        `scope__`.
        """
        if self.everywhere:
            return Q()
        return (
            Q(**{f"{path}departement__in": self.departements})
            | Q(**{f"{path}epci__in": self.epcis})
            | Q(**{f"{path}commune__in": self.communes})
            | Q(**{f"{path}pk__in": self.scopes})
        )

    def within(self, *, departement: str, epci: str = "", commune: str = "") -> Q:
        """Returns the filter of the rows within reach, by the paths to their territories, as
        `departement="commune__departement"`: a territory without a path brings no row.
        """
        if self.everywhere:
            return Q()
        paths = {departement: self.departements, epci: self.epcis, commune: self.communes}
        return Q.create(
            [(f"{path}__in", keys) for path, keys in paths.items() if path], connector=Q.OR
        )

    def communes_within(self) -> Q:
        """Returns the filter of the communes within reach."""
        return self.within(departement="departement", epci="epci", commune="pk")


def reach_of(person: Any, roles: str | Iterable[str]) -> Reach:
    """Returns the territories and scopes where a person holds one of the roles today.
    Administrators reach everything.
    """
    role_set = {roles} if isinstance(roles, str) else set(roles)
    mandates = mandates_of(person)
    scopes = [mandate.scope for mandate in mandates if mandate.role in role_set]

    def keys(kind: ScopeKind, field: str) -> frozenset[Any]:
        return frozenset(getattr(scope, field) for scope in scopes if scope.kind == kind)

    return Reach(
        everywhere=any(mandate.role == Role.ADMIN for mandate in mandates)
        or bool(keys(ScopeKind.INSTANCE, "pk")),
        departements=keys(ScopeKind.DEPARTEMENT, "departement_id"),
        epcis=keys(ScopeKind.EPCI, "epci_id"),
        communes=keys(ScopeKind.COMMUNE, "commune_id"),
        scopes=keys(ScopeKind.PLACE, "pk") | keys(ScopeKind.PARTNER, "pk"),
    )


@rules.predicate
def is_administrator(person: Any) -> bool:
    """Holds the administration of the instance, whatever the target."""
    return holds_anywhere(person, Role.ADMIN)


def demands_second_factor(person: Any) -> bool:
    """Checks whether the mandates of a person require a second factor, whatever they have proved so
    far.
    """
    if not person.is_authenticated or not person.is_active:
        return False
    return any(mandate.demands_second_factor for mandate in person.mandates_in_force)


@rules.predicate
def is_signed_in(person: Any) -> bool:
    """Checks whether the person has an account and is signed in to it."""
    return bool(person.is_authenticated)


def entrusted(*roles: str) -> rules.Predicate:
    """Returns the predicate of holders of a role over the target, and of administrators."""

    @rules.predicate(f"entrusted:{','.join(roles)}")
    def predicate(person: Any, target: Any) -> bool:
        return holds(person, roles, target)

    return predicate | is_administrator


@dataclass(frozen=True)
class Grant:
    """Mandate to be granted: a role on a scope."""

    role: str
    scope: "Scope"


@rules.predicate
def coordinates_a_departement(person: Any) -> bool:
    """Coordinates a whole département, or is an administrator; no query of its own."""
    reach = reach_of(person, Role.COORDINATOR)
    return reach.everywhere or bool(reach.departements)


@rules.predicate
def may_grant(person: "Person", grant: Grant | None) -> bool:
    """Administrators grant all; coordinators grant the roles of the field under their scope; an
    elected person has sponsors in theirs.

    Without a grant: whether the person grants mandates by trade, and keeps their list.
    """
    if grant is None:
        return holds_anywhere(person, {Role.ADMIN, Role.COORDINATOR})
    granting = {
        role
        for role, granted in (
            (Role.COORDINATOR, GRANTED_BY_COORDINATORS),
            (Role.ELECTED, GRANTED_BY_ELECTED),
        )
        if grant.role in granted
    }
    return bool(is_administrator(person)) or holds(person, granting, grant.scope)


def grantable_roles(person: Any, scope: "Scope") -> list[Role]:
    """Lists the roles that a person may entrust on a scope, in the order of `Role`."""
    return [
        role
        for role in Role
        if scope.kind in ROLE_SCOPES[role] and may_grant(person, Grant(role, scope))
    ]


@rules.predicate
def may_end(person: "Person", mandate: "Mandate | None") -> bool:
    """Checks whether a person may end a mandate: who may grant it may, and anybody their own."""
    if mandate is None:
        return False
    return mandate.person_id == person.pk or may_grant(person, Grant(mandate.role, mandate.scope))


@rules.predicate
def is_oneself(person: Any, target: Any) -> bool:
    """Checks whether the person is the one in question."""
    return person.is_authenticated and target is not None and person.pk == target.pk


@rules.predicate
def is_of_oneself(person: Any, target: Any) -> bool:
    """Belongs to the person."""
    return person.is_authenticated and target is not None and person.pk == target.person_id


@rules.predicate
def is_declared_by_oneself(person: Any, application: Any) -> bool:
    """Checks whether the person declared the application."""
    return person.is_authenticated and application is not None and person.pk == application.user_id


GRANTING_ROLES = {
    Entitlement.Kind.CLUB_MEMBER: (Role.CLUB_ORGANISER, Role.COORDINATOR),
    Entitlement.Kind.ACCOMPANIED: (Role.COORDINATOR,),
}
"""Roles that grant each kind of entitlement. An entitlement has no scope: it applies to the whole
instance, so a mandate of this role anywhere suffices.
"""


@rules.predicate
def may_grant_entitlement(person: Any, kind: str | None) -> bool:
    """Checks whether a person runs the club or the welcome, by kind; administrators grant all."""
    roles = GRANTING_ROLES.get(kind, ())  # type: ignore[call-overload]  # a text from outside
    return holds_anywhere(person, roles) or is_administrator(person)


@rules.predicate
def may_end_entitlement(person: Any, entitlement: "Entitlement | None") -> bool:
    """Checks whether a person may end an entitlement: those who grant it, and its own person."""
    if entitlement is None:
        return False
    return entitlement.person_id == person.pk or may_grant_entitlement(person, entitlement.kind)


def role_fits(role: str, kind: str) -> bool:
    """Checks whether a role may be held on a kind of scope."""
    return ScopeKind(kind) in ROLE_SCOPES[Role(role)]


rules.add_perm("people.grant_mandate", may_grant)
rules.add_perm("people.end_mandate", may_end)
rules.add_perm("people.see_mandates", may_grant)
rules.add_perm("people.update_profile", is_oneself)
rules.add_perm("people.change_address", is_oneself)
rules.add_perm("people.erase_person", is_oneself)
rules.add_perm("people.declare_application", is_oneself)
rules.add_perm("people.make_token", is_oneself)
rules.add_perm("people.open_service", is_of_oneself)
rules.add_perm("people.remove_application", is_declared_by_oneself)
rules.add_perm("people.withdraw_consent", is_of_oneself)
rules.add_perm("people.revoke_token", is_of_oneself)
rules.add_perm("people.update_instance_settings", is_administrator)
rules.add_perm("people.operate_instance", is_administrator)
rules.add_perm("people.end_sessions", is_administrator)
rules.add_perm("people.grant_entitlement", may_grant_entitlement)
rules.add_perm("people.end_entitlement", may_end_entitlement)
