"""Rights to note arrivals, write to visitors and manage shared addresses."""

from typing import Any

import rules

from bocage.people.policies import is_signed_in
from bocage.workspaces.front_desk.models import SharedAddress
from bocage.workspaces.places.policies import runs_place
from bocage.workspaces.scheduling.policies import is_holder, runs_place_of


@rules.predicate
def is_person_of_address(person: Any, address: SharedAddress) -> bool:
    """Checks whether the address shows the calendar of this person."""
    return bool(person.is_authenticated and person.pk == address.person_id)


@rules.predicate
def runs_place_of_address(person: Any, address: SharedAddress) -> bool:
    """Runs the place that the address opens."""
    return address.place is not None and bool(runs_place(person, address.place))


rules.add_perm("workspaces.write_to_visitors", is_signed_in & runs_place)
rules.add_perm(
    "workspaces.manage_address", is_person_of_address | (is_signed_in & runs_place_of_address)
)
rules.add_perm("workspaces.check_in", is_holder | runs_place_of)
rules.add_perm("workspaces.note_arrival", runs_place_of)
