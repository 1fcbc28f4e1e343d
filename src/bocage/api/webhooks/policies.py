"""Policies of webhooks: who may subscribe, and to which events."""

from typing import Any

import rules

from bocage.api.webhooks.models import WebhookSubscription
from bocage.api.webhooks.registry import subscribing_roles
from bocage.people.models import Role, Scope
from bocage.people.policies import holds, is_signed_in


@rules.predicate
def is_owner_of_subscription(person: Any, subscription: WebhookSubscription) -> bool:
    """Checks whether the subscription belongs to this person."""
    return bool(person.is_authenticated and person.pk == subscription.owner_id)


@rules.predicate
def sees_something_over(person: Any, scope: Scope | None) -> bool:
    """Checks whether a person has a role over the scope whose pages show the subjects of events.

    Without a scope, anybody may subscribe to what concerns them.
    """
    return scope is None or holds(person, subscribing_roles() | {Role.ADMIN}, scope)


rules.add_perm("api.add_webhook", is_signed_in & sees_something_over)
rules.add_perm("api.manage_webhook", is_owner_of_subscription)
