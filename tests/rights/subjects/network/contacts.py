"""Subjects of the rights on messages, for the grid of docs/architecture/rights.md."""

from __future__ import annotations

from bocage.network.models import Conversation, ConversationReport, Member, SharedField
from bocage.people.models import Person
from tests.rights.grid import Subject, Tree, add_subject


def _member(tree: Tree, *, public: list[str], members: list[str]) -> Member:
    return Member(
        person=Person(),
        commune=tree.commune.commune,
        status=Member.Status.ACTIVE,
        public_fields=public,
        members_fields=members,
    )


def _conversation(tree: Tree, holder: Person) -> Conversation:
    reader = Person()
    Member(person=reader, commune=tree.commune.commune)
    return Conversation(writer=holder, reader=reader)


def _report(tree: Tree, holder: Person) -> ConversationReport:
    return ConversationReport(conversation=_conversation(tree, holder), reported_by=holder)


add_subject(
    Subject(
        name="a member whom everybody sees",
        rights=("network.write_to_member",),
        make=lambda tree, _holder: _member(tree, public=[SharedField.NAME], members=[]),
    )
)
add_subject(
    Subject(
        name="a member whom members see",
        rights=("network.write_to_member",),
        make=lambda tree, _holder: _member(tree, public=[], members=[SharedField.NAME]),
        hangs=False,
    )
)
add_subject(
    Subject(
        name="a conversation",
        rights=("network.see_conversation",),
        make=_conversation,
        has_holder=True,
    )
)
add_subject(
    Subject(
        name="what a member is written that they report",
        rights=("network.decide_report",),
        make=_report,
    )
)
add_subject(
    Subject(
        name="a suspension, in any club",
        rights=("network.lift_suspension",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)
