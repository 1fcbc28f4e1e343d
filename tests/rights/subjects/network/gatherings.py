"""Subjects of the rights of gatherings, for the grid of docs/architecture/rights.md."""

from __future__ import annotations

from django.utils import timezone

from bocage.network.models import Gathering, Registration
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject


def _gathering(tree: Tree, _holder: Person) -> Gathering:
    return Gathering(commune=tree.commune.commune)


def _open_gathering(tree: Tree, _holder: Person) -> Gathering:
    return Gathering(commune=tree.commune.commune, opened_at=timezone.now())


def _registration(tree: Tree, holder: Person) -> Registration:
    return Registration(person=holder, event=_open_gathering(tree, holder))


add_subject(
    Subject(
        name="a gathering in preparation",
        rights=("network.manage_gathering", "network.see_gathering"),
        make=_gathering,
    )
)
add_subject(
    Subject(
        name="a gathering that is open",
        rights=("network.see_gathering",),
        make=_open_gathering,
    )
)
add_subject(
    Subject(
        name="a registration to a gathering",
        rights=("network.manage_registration",),
        make=_registration,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="any gathering",
        rights=("network.plan_gatherings", "network.register", "network.propose_gathering"),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
