"""Subjects of the rights of the help board."""

from __future__ import annotations

from bocage.network.models import HelpPost
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject


def _help_post(tree: Tree, holder: Person) -> HelpPost:
    return HelpPost(author=holder, commune=tree.commune.commune, status=HelpPost.Status.OPEN)


def _hidden_help_post(tree: Tree, holder: Person) -> HelpPost:
    return HelpPost(author=holder, commune=tree.commune.commune, status=HelpPost.Status.HIDDEN)


add_subject(
    Subject(
        name="the help board",
        rights=("network.see_help_board", "network.publish_help_post"),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="a help_post of the help board",
        rights=(
            "network.update_help_post",
            "network.answer_help_post",
            "network.hide_help_post",
        ),
        make=_help_post,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a hidden help_post",
        rights=("network.read_help_post",),
        make=_hidden_help_post,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="what stands on the help board",
        rights=("network.read_help_post", "network.report_help_post"),
        make=_help_post,
        has_holder=True,
        hangs=False,
    )
)
