"""What may be done to people, scopes and mandates."""

from bocage.people.operations.mandates import (
    appoint_administrator,
    end_mandate,
    grant_mandate,
)
from bocage.people.operations.persons import (
    create_person,
    person_of_address,
    set_preferences,
    update_profile,
)
from bocage.people.operations.scopes import (
    create_partner,
    create_place_scope,
    instance_scope,
    move_place_scope,
    refresh_scopes,
    scope_of,
)

__all__ = [
    "appoint_administrator",
    "create_partner",
    "create_person",
    "create_place_scope",
    "end_mandate",
    "grant_mandate",
    "instance_scope",
    "move_place_scope",
    "person_of_address",
    "refresh_scopes",
    "scope_of",
    "set_preferences",
    "update_profile",
]
