"""Permissions of ambassadors: campaign managers of the département, and each ambassador for their
own."""

from typing import Any

import rules

from bocage.outreach.ambassadors.models import Ambassador
from bocage.outreach.campaigns.policies import runs_campaigns


@rules.predicate
def is_the_ambassador(person: Any, ambassador: Ambassador) -> bool:
    """Checks whether a signed-in person is the ambassador."""
    return bool(person.is_authenticated and ambassador.person_id == person.pk)


rules.add_perm("outreach.manage_ambassador", runs_campaigns)
rules.add_perm("outreach.own_ambassador", is_the_ambassador)
