"""Entry of webhooks in the Espace, for coordinators and administrators.

Others who may subscribe, a town hall or a host, find them from the page for developers: most of
them do not need the entry.
"""

from django.utils.translation import gettext_lazy as _

from bocage.people.dashboard import add_item
from bocage.people.models import Role
from bocage.people.policies import holds_anywhere

add_item(
    label=_("Logiciels prévenus"),
    url_name="webhooks",
    icon="external",
    rank=88,
    group="rules",
    is_shown=lambda person: holds_anywhere(person, {Role.COORDINATOR, Role.ADMIN}),
)
