"""What may be done in the first steps of an instance."""

from bocage.first_steps.operations.arrivals import ask_for_departement, bring_departement
from bocage.first_steps.operations.ownership import (
    has_an_administrator,
    make_owner_link,
    take_instance,
)
from bocage.first_steps.operations.places import open_listed_places, put_places_off
from bocage.first_steps.operations.trials import note_return, try_sender

__all__ = [
    "ask_for_departement",
    "bring_departement",
    "has_an_administrator",
    "make_owner_link",
    "note_return",
    "open_listed_places",
    "put_places_off",
    "take_instance",
    "try_sender",
]
