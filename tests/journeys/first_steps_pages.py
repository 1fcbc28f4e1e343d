"""The pages of the first steps, for `test_every_page`."""

from typing import Any

from bocage.people.models import Person, Role
from bocage.workspaces.models import Place

PAGES: dict[str, list[str]] = {
    Role.ADMIN: [
        "first_steps",
        "first_steps_territory",
        "first_steps_look",
        "first_steps_mail",
        "first_steps_key",
        "first_steps_coordinator",
        "first_steps_places",
    ],
}
NO_PAGES: dict[str, str] = {
    "first_steps_take": "test_first_steps.py, from the terminal of an empty instance",
    "first_steps_place_list": "answers a form",
    "first_steps_places_later": "answers a form",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Their addresses name nothing."""
    del people, place
    return {}
