"""The pages of the help, for `test_every_page`."""

from typing import Any

from bocage.people.models import Person
from bocage.workspaces.models import Place

PAGES: dict[str, list[str]] = {
    "visitor": ["help_home", "help_page", "role/help_page", "sheet/help_page", "words/help_page"],
    "coordinator": ["help_home"],
}
NO_PAGES: dict[str, str] = {"help_picture": "a picture", "tour_close": "answers a form"}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Prepares nothing: the pages are generated from the documents."""
    del people, place
    return {
        "help_page.name": "animer-un-lieu",
        "role.name": "roles/accueil",
        "sheet.name": "feuilles/lieu",
        "words.name": "vocabulaire",
    }
