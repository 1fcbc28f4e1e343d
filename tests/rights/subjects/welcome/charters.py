"""The charter of a commune, its commitments, and the table of communes."""

from __future__ import annotations

from datetime import UTC, date, datetime

from bocage.people.models import Person
from bocage.welcome.models import Commitment, WelcomeCharter
from tests.rights.grid import Subject, Tree, add_subject


def _charter(tree: Tree, _holder: Person) -> WelcomeCharter:
    return WelcomeCharter(commune=tree.commune.commune, signed_at=datetime(2027, 1, 16, tzinfo=UTC))


def _commitment(tree: Tree, holder: Person) -> Commitment:
    return Commitment(charter=_charter(tree, holder), due_on=date(2027, 6, 1))


add_subject(
    Subject(
        name="the charter of a commune",
        rights=("welcome.sign_charter", "welcome.manage_charter"),
        make=_charter,
    )
)
add_subject(
    Subject(
        name="a commune that may sign the charter",
        rights=("welcome.see_charter", "welcome.ask_for_charter"),
        make=lambda tree, _holder: tree.commune.commune,
    )
)
add_subject(
    Subject(name="a commitment of a commune", rights=("welcome.manage_charter",), make=_commitment)
)
add_subject(
    Subject(
        name="the communes of the territory",
        rights=("welcome.see_communes",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
