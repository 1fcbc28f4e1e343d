"""Subjects of the rights over mailings."""

from __future__ import annotations

from bocage.network.models import Mailing, Member, RefusedAddress
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject


def _refused_address(tree: Tree, _holder: Person) -> RefusedAddress:
    person = Person()
    person.membership = Member(person=person, commune=tree.commune.commune)
    return RefusedAddress(person=person)


add_subject(
    Subject(
        name="a mailing of the club",
        rights=("network.send_mailing",),
        make=lambda tree, _holder: Mailing(departement=tree.departement.departement),
    )
)
add_subject(
    Subject(
        name="an address that refused mail",
        rights=("network.trust_address",),
        make=_refused_address,
    )
)
