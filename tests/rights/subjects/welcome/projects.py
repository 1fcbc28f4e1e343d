"""Settlement projects."""

from __future__ import annotations

from bocage.people.models import Person
from bocage.welcome.models import SettlementProject
from tests.rights.grid import Subject, Tree, add_subject

add_subject(
    Subject(
        name="a settlement project",
        rights=("welcome.follow_project",),
        make=lambda tree, _holder: SettlementProject(departement=tree.departement.departement),
    )
)


def _of_a_commune(tree: Tree, _holder: Person) -> SettlementProject:
    return SettlementProject(departement=tree.departement.departement, commune=tree.commune.commune)


add_subject(
    Subject(
        name="a settlement project that has chosen its commune",
        rights=("welcome.follow_project", "welcome.see_own_project", "welcome.erase_project"),
        make=_of_a_commune,
    )
)


add_subject(
    Subject(
        name="the task templates of a département",
        rights=("welcome.manage_task_templates",),
        make=lambda tree, _holder: tree.departement.departement,
    )
)

add_subject(
    Subject(
        name="settlement projects, anywhere",
        rights=("welcome.see_board",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
