"""Subjects of the rights of the idea box."""

from __future__ import annotations

from django.utils import timezone

from bocage.network.models import Idea, IdeaComment
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject


def _idea(tree: Tree, holder: Person) -> Idea:
    return Idea(author=holder, commune=tree.commune.commune)


def _hidden_idea(tree: Tree, holder: Person) -> Idea:
    return Idea(author=holder, commune=tree.commune.commune, hidden_at=timezone.now())


add_subject(
    Subject(
        name="the box of ideas",
        rights=("network.suggest_idea",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
add_subject(
    Subject(
        name="an idea",
        rights=(
            "network.read_idea",
            "network.vote_idea",
            "network.comment_idea",
            "network.answer_idea",
            "network.remove_idea",
        ),
        make=_idea,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a hidden idea",
        rights=("network.read_idea", "network.vote_idea"),
        make=_hidden_idea,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="a comment on an idea",
        rights=("network.remove_comment",),
        make=lambda tree, holder: IdeaComment(idea=_idea(tree, holder), author=holder),
        has_holder=True,
    )
)
