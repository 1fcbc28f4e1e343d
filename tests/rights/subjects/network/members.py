"""Subjects of the rights of members, for the grid of docs/architecture/rights.md."""

from __future__ import annotations

from bocage.network.models import Club, Member, Organisation
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject


def _member(tree: Tree, holder: Person) -> Member:
    return Member(person=holder, commune=tree.commune.commune)


add_subject(
    Subject(
        name="a member of the club",
        rights=(
            "network.update_member",
            "network.leave_club",
            "network.renew_membership",
            "network.answer_member",
        ),
        make=_member,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="an organisation of the club",
        rights=("network.update_organisation",),
        make=lambda tree, _holder: Organisation(commune=tree.commune.commune),
    )
)
add_subject(
    Subject(
        name="the club of the departement",
        rights=("network.update_club",),
        make=lambda tree, _holder: Club(departement=tree.departement.departement),
    )
)
add_subject(
    Subject(
        name="any club",
        rights=(
            "network.join_club",
            "network.see_members",
            "network.run_a_club",
            "network.merge_skills",
        ),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
