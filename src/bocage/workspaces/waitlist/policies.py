"""Rights to wait, to answer an offer, and to see who waits."""

from typing import Any

import rules

from bocage.people.policies import is_signed_in
from bocage.workspaces.places.policies import is_published, runs_place
from bocage.workspaces.waitlist.models import WaitlistEntry


@rules.predicate
def is_own_entry(person: Any, entry: WaitlistEntry) -> bool:
    """Checks whether the entry of a waiting list is of this person."""
    return bool(person.is_authenticated and person.pk == entry.person_id)


rules.add_perm("workspaces.wait", is_signed_in & is_published)
rules.add_perm("workspaces.answer_offer", is_own_entry)
rules.add_perm("workspaces.see_waitlist", runs_place)
