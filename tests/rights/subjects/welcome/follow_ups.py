"""Follow-ups, and the figures of the welcome."""

from __future__ import annotations

from bocage.people.models import Person
from bocage.welcome.models import FollowUp, SettlementProject
from tests.rights.grid import Subject, Tree, add_subject


def _follow_up(tree: Tree, _holder: Person) -> FollowUp:
    return FollowUp(
        project=SettlementProject(
            departement=tree.departement.departement, commune=tree.commune.commune
        )
    )


add_subject(
    Subject(
        name="the follow-up of a household that lives here",
        rights=("welcome.answer_follow_up", "welcome.call_about_follow_up"),
        make=_follow_up,
    )
)
add_subject(
    Subject(
        name="the figures of the welcome",
        rights=("welcome.see_figures",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
