"""The pages of the first steps, for `test_every_page`."""

from io import BytesIO
from typing import Any

from bocage.people.models import Person, Role
from bocage.people.table_imports.kinds import table_kind
from bocage.people.table_imports.operations import bring_table
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
        "place_import",
        "place_import_look",
    ],
}
NO_PAGES: dict[str, str] = {
    "first_steps_take": "test_first_steps.py, from the terminal of an empty instance",
    "first_steps_places_later": "answers a form",
    "first_steps_positions": "answers a form",
    "place_import_refusals": "a file",
    "place_import_template": "a file",
}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """A list of which one place is new, one is there, and one is nowhere."""
    table_import = bring_table(
        by=people[Role.ADMIN],
        kind=table_kind("place"),
        content=BytesIO(
            (
                f"nom;commune\nLe Pressoir;{place.commune.pk}\n"
                f"{place.name};{place.commune.pk}\nLe Four;Nulle-Part\n"
            ).encode()
        ),
        file_name="lieux.csv",
    )
    return {"place_import_look.table_id": table_import.pk}
