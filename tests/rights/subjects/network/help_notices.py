"""Subjects of the rights of the help board."""

from __future__ import annotations

from bocage.network.models import Notice
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject


def _notice(tree: Tree, holder: Person) -> Notice:
    return Notice(author=holder, commune=tree.commune.commune, status=Notice.Status.OPEN)


def _hidden_notice(tree: Tree, holder: Person) -> Notice:
    return Notice(author=holder, commune=tree.commune.commune, status=Notice.Status.HIDDEN)


add_subject(
    Subject(
        name="the help board",
        rights=("network.see_help_board", "network.publish_notice"),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="a notice of the help board",
        rights=(
            "network.update_notice",
            "network.answer_notice",
            "network.hide_notice",
        ),
        make=_notice,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a hidden notice",
        rights=("network.read_notice",),
        make=_hidden_notice,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="what stands on the help board",
        rights=("network.read_notice", "network.report_notice"),
        make=_notice,
        has_holder=True,
        hangs=False,
    )
)
