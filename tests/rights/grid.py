"""Role × scope × action: result of each right for each role, on each kind of scope.

`tests/rights/subjects` defines the subjects of each room on which rights are checked (a place in
preparation, a booking that has begun…); nothing is written in the database. The grid checks each
right on each subject, for a person with each role on each kind of scope where it is held:

- over the subject: the scope is that of the subject, or above it;
- beside it: a neighbour of the same kind (another commune of the same intercommunalité);
- ended today, and not yet begun.

docs/architecture/rights.md shows the grid, and the tests walk it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Any

import rules
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from bocage.people.models import Mandate, Partner, Person, Role, Scope, ScopeKind
from bocage.people.models.mandates import ROLE_SCOPES
from bocage.territory.models import Commune, Departement, Epci

SUBJECTS = "tests.rights.subjects"
ROLE_SCOPE_PAIRS: list[tuple[Role, ScopeKind]] = [
    (role, kind) for role in Role for kind in ScopeKind if kind in ROLE_SCOPES[role]
]
"""Roles, with each kind of scope where they may be held."""


class MandateCase(StrEnum):
    """Relation of a mandate to the subject."""

    OVER = "over"
    BESIDE = "beside"
    ENDED = "ended"
    NOT_BEGUN = "not begun"


@dataclass(frozen=True)
class Tree:
    """One scope of each kind, each under the one before; the partner is separate."""

    instance: Scope
    departement: Scope
    epci: Scope
    commune: Scope
    place: Scope
    partner: Scope

    def scope(self, kind: str) -> Scope:
        """The scope of a kind."""
        scope: Scope = getattr(self, kind)
        return scope


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Subject of rights: `make(tree, holder)` creates it under `tree`, for `holder`.

    `has_holder` is whether the subject belongs to a person, checked separately by the grid; `hangs`
    is false for a subject without a scope: a page that checks whether the person may do anything at
    all, which a neighbour may too.
    """

    name: str
    rights: tuple[str, ...]
    make: Callable[[Tree, Person], Any]
    has_holder: bool = False
    hangs: bool = True


@dataclass(frozen=True)
class Line:
    """One right on one subject, and the roles that have it."""

    right: str
    subject: Subject
    strangers: bool
    signed_in: bool
    holder: bool | None
    entitled: frozenset[tuple[Role, ScopeKind]]
    astray: frozenset[tuple[Role, ScopeKind, MandateCase]] = field(default_factory=frozenset)
    """Roles that get more than a mere account from a mandate elsewhere, ended or not begun: always
    empty."""


_subjects: dict[str, Subject] = {}


def add_subject(subject: Subject) -> None:
    """Registers a subject, once per name (again replaces it)."""
    _subjects[subject.name] = subject


def subjects() -> list[Subject]:
    """Returns the subjects of every room, in the order of the rooms."""
    for room in apps.get_app_configs():
        name = f"{SUBJECTS}.{room.name.removeprefix('bocage.')}"
        if room.name.startswith("bocage.") and find_spec(name):
            package = import_module(name)
            for module in iter_modules(getattr(package, "__path__", [])):
                import_module(f"{name}.{module.name}")
    return list(_subjects.values())


def grid() -> list[Line]:
    """The whole grid, by right, then in the order in which the rooms name their subjects."""
    here, beside = invented_trees()
    pairs = [(right, subject) for subject in subjects() for right in subject.rights]
    return [
        _grid_line(right, subject, here, beside) for right, subject in sorted(pairs, key=_right)
    ]


def ask(person: Any, right: str, target: Any) -> bool:
    """Checks whether a person, signed in or not, has a right."""
    if isinstance(person, AnonymousUser):
        return bool(rules.has_perm(right, person, target))
    return bool(person.has_perm(right, target))


def invented_trees() -> tuple[Tree, Tree]:
    """A tree, and its neighbours as near as they can be; the instance has none but itself."""
    departement = Departement(code="61", name="Orne")
    epci = Epci(siren="200000001", name="Sources de l’Orne")
    commune = Commune(code="61051", name="Boitron", departement=departement, epci=epci)
    instance = Scope(pk=1, kind=ScopeKind.INSTANCE)
    here = Tree(
        instance,
        Scope(pk=2, kind=ScopeKind.DEPARTEMENT, departement=departement),
        Scope(pk=3, kind=ScopeKind.EPCI, epci=epci, departement=departement),
        _of_commune(4, ScopeKind.COMMUNE, commune),
        _of_commune(5, ScopeKind.PLACE, commune),
        Scope(pk=6, kind=ScopeKind.PARTNER, partner=Partner(pk=1, name="Chambre")),
    )
    next_departement = Departement(code="72", name="Sarthe")
    next_epci = Epci(siren="200000002", name="Alençon")
    next_commune = Commune(code="61156", name="Essay", departement=departement, epci=epci)
    beside = Tree(
        instance,
        Scope(pk=12, kind=ScopeKind.DEPARTEMENT, departement=next_departement),
        Scope(pk=13, kind=ScopeKind.EPCI, epci=next_epci, departement=departement),
        _of_commune(14, ScopeKind.COMMUNE, next_commune),
        _of_commune(15, ScopeKind.PLACE, commune),
        Scope(pk=16, kind=ScopeKind.PARTNER, partner=Partner(pk=2, name="Autre chambre")),
    )
    return here, beside


def _of_commune(key: int, kind: ScopeKind, commune: Commune) -> Scope:
    return Scope(
        pk=key,
        kind=kind,
        commune=commune,
        epci_id=commune.epci_id,
        departement_id=commune.departement_id,
        name="Un lieu" if kind == ScopeKind.PLACE else "",
    )


def _grid_line(right: str, subject: Subject, here: Tree, beside: Tree) -> Line:
    holder, bystander = _person_without_mandates(), _person_without_mandates()
    target = subject.make(here, holder)
    signed_in = ask(bystander, right, target)
    answers = {
        (role, kind, case): ask(_holding(role, kind, case, here, beside), right, target)
        for role, kind in ROLE_SCOPE_PAIRS
        for case in _mandate_cases(kind, subject)
    }
    return Line(
        right=right,
        subject=subject,
        strangers=ask(AnonymousUser(), right, target),
        signed_in=signed_in,
        holder=ask(holder, right, target) if subject.has_holder else None,
        entitled=frozenset(
            (role, kind) for role, kind in ROLE_SCOPE_PAIRS if answers[role, kind, MandateCase.OVER]
        ),
        astray=frozenset(
            key
            for key, answer in answers.items()
            if key[2] != MandateCase.OVER and answer > signed_in
        ),
    )


def _mandate_cases(kind: ScopeKind, subject: Subject) -> Iterator[MandateCase]:
    """Yields the relations to check: the instance has no neighbour, nor has a subject without a
    scope."""
    for case in MandateCase:
        if case != MandateCase.BESIDE or (subject.hangs and kind != ScopeKind.INSTANCE):
            yield case


def _person_without_mandates() -> Person:
    person = Person(email="quelquun@exemple.example")
    person._mandates_in_force = []
    return person


def _holding(role: Role, kind: ScopeKind, case: MandateCase, here: Tree, beside: Tree) -> Person:
    today = timezone.localdate()
    scope = (beside if case == MandateCase.BESIDE else here).scope(kind)
    mandate = Mandate(role=role, scope=scope, starts_on=today - timedelta(days=30))
    if case == MandateCase.ENDED:
        mandate.ends_on = today
    if case == MandateCase.NOT_BEGUN:
        mandate.starts_on = today + timedelta(days=1)
    person = _person_without_mandates()
    mandate.person = person
    person._mandates_in_force = [mandate]
    return person


def _right(pair: tuple[str, Subject]) -> str:
    return pair[0]
