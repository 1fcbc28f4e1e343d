"""Ceremonies, and the invitation of a household."""

from __future__ import annotations

from datetime import UTC, datetime

from bocage.people.models import Person
from bocage.welcome.models import Ceremony, CeremonyGuest, SettlementProject
from tests.rights.grid import Subject, Tree, add_subject

SOME_DAY = datetime(2027, 1, 16, 10, 0, tzinfo=UTC)


def _ceremony(tree: Tree, _holder: Person) -> Ceremony:
    return Ceremony(commune=tree.commune.commune, starts_at=SOME_DAY)


def _guest(tree: Tree, holder: Person) -> CeremonyGuest:
    project = SettlementProject(
        departement=tree.departement.departement, commune=tree.commune.commune
    )
    return CeremonyGuest(ceremony=_ceremony(tree, holder), project=project)


add_subject(
    Subject(
        name="the newcomers of a commune",
        rights=("welcome.plan_ceremony",),
        make=lambda tree, _holder: tree.commune.commune,
    )
)
add_subject(Subject(name="a ceremony", rights=("welcome.manage_ceremony",), make=_ceremony))
add_subject(
    Subject(name="an invitation to a ceremony", rights=("welcome.answer_ceremony",), make=_guest)
)
add_subject(
    Subject(
        name="ceremonies, anywhere",
        rights=("welcome.see_ceremonies",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
