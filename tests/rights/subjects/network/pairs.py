"""Subjects of the rights on meetings two by two."""

from __future__ import annotations

from bocage.network.models import Member, PairSide
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject


def _side(tree: Tree, holder: Person) -> PairSide:
    return PairSide(member=Member(person=holder, commune=tree.commune.commune))


add_subject(
    Subject(
        name="a meeting of two members",
        rights=("network.record_meeting",),
        make=_side,
        has_holder=True,
    )
)
