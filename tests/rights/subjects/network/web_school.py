"""Subjects of the rights of the École du Web, for the grid of docs/architecture/rights.md."""

from __future__ import annotations

from bocage.network.models import (
    Attendance,
    Pitch,
    Session,
    WebSchoolEdition,
)
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject


def _edition(tree: Tree) -> WebSchoolEdition:
    return WebSchoolEdition(departement=tree.departement.departement, commune=tree.commune.commune)


def _pitch(tree: Tree, holder: Person) -> Pitch:
    return Pitch(edition=_edition(tree), author=holder, kind=Pitch.Kind.OFFER)


def _session(tree: Tree, holder: Person) -> Session:
    return Session(edition=_edition(tree), pitch=_pitch(tree, holder))


add_subject(
    Subject(
        name="the École du Web of the departement",
        rights=("network.open_edition",),
        make=lambda tree, _holder: tree.departement.departement,
    )
)
add_subject(
    Subject(
        name="an edition of the École du Web",
        rights=("network.manage_edition", "network.take_part"),
        make=lambda tree, _holder: _edition(tree),
    )
)
add_subject(
    Subject(
        name="a pitch to the École du Web",
        rights=("network.change_pitch",),
        make=_pitch,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a session of the École du Web",
        rights=("network.write_session",),
        make=_session,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a presence at the École du Web",
        rights=("network.have_certificate",),
        make=lambda tree, holder: Attendance(edition=_edition(tree), person=holder),
        has_holder=True,
    )
)
