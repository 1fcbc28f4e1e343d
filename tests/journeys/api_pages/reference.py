"""The pages for who writes programs, for `test_every_page`."""

from typing import Any

from bocage.people.models import Person
from bocage.workspaces.models import Place

PAGES: dict[str, list[str]] = {
    "visitor": ["developers", "developers_subject", "developers_problems", "developers_guide"],
}
NO_PAGES: dict[str, str] = {}


def prepare(people: dict[str, Person], place: Place) -> dict[str, Any]:
    """Prepares nothing: the pages are generated from the code; the subject shown is the longest."""
    del people, place
    return {"developers_subject.tag": "bookings", "developers_guide.slug": "recettes"}
