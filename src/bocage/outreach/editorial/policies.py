"""Permissions of editorial pages: some roles publish, others propose."""

from typing import Any

import rules

from bocage.people.models import Role
from bocage.people.policies import holds_anywhere

PUBLISH = (Role.EDITOR, Role.COORDINATOR, Role.ADMIN)
PROPOSE = (Role.CLUB_ORGANISER, Role.TRAINING_OFFICER, Role.HOST)
"""Roles that manage a subject described by pages. Their pages are reviewed by a publisher."""


@rules.predicate
def publishes_pages(person: Any) -> bool:
    """Edits the pages of the instance: there is one site, so the mandate is on whatever scope."""
    return holds_anywhere(person, PUBLISH)


@rules.predicate
def proposes_pages(person: Any) -> bool:
    """Checks whether a person writes pages that a publisher reviews."""
    return holds_anywhere(person, PROPOSE)


rules.add_perm("outreach.publish_pages", publishes_pages)
rules.add_perm("outreach.enter_redaction", publishes_pages | proposes_pages)
rules.add_perm("outreach.manage_consents", publishes_pages)
