"""Subjects of the rights of webhooks."""

from __future__ import annotations

from bocage.api.webhooks.models import WebhookSubscription
from bocage.people.models import Person, Scope, ScopeKind
from tests.rights.grid import Subject, Tree, add_subject


def _scope(kind: ScopeKind, tree: Tree) -> Scope:
    return tree.scope(kind)


for _kind in ScopeKind:
    add_subject(
        Subject(
            name=f"what happens in the scope « {_kind.value} »",
            rights=("api.add_webhook",),
            make=lambda tree, _holder, kind=_kind: _scope(kind, tree),  # type: ignore[misc]
        )
    )
add_subject(
    Subject(
        name="what concerns oneself",
        rights=("api.add_webhook",),
        make=lambda _tree, _holder: None,
        hangs=False,
    )
)


def _subscription(_tree: Tree, holder: Person) -> WebhookSubscription:
    return WebhookSubscription(owner=holder)


add_subject(
    Subject(
        name="a software that somebody has told",
        rights=("api.manage_webhook",),
        make=_subscription,
        has_holder=True,
        hangs=False,
    )
)
