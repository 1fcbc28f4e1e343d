"""Permission to record whether a pair met."""

from typing import Any

import rules


@rules.predicate
def is_own_side(person: Any, side: Any) -> bool:
    """Checks whether the meeting is the person's own."""
    return side is not None and side.member.person_id == person.pk


rules.add_perm("network.record_meeting", is_own_side)
