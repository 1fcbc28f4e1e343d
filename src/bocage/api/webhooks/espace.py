"""The entry of webhooks in the Espace, for those whose pages show what happens on a scope. Others
reach them from the page for developers."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from bocage.api.webhooks.registry import roles_that_subscribe
from bocage.people.espace import EspaceItem, add_item
from bocage.people.models import Role
from bocage.people.policies import holds_anywhere

add_item(
    EspaceItem(
        label=_("Logiciels prévenus"),
        url_name="webhooks",
        icon="external",
        rank=88,
        is_shown=lambda person: holds_anywhere(person, roles_that_subscribe() | {Role.ADMIN}),
    )
)
