"""The pages that editors write: `test_editorial.py` makes one and looks at it."""

from typing import Any

from bocage.people.models import Person
from bocage.workspaces.models import Place

PAGES: dict[str, list[str]] = {}

NO_PAGES = {
    "sitemap": "for programs",
    "robots": "for programs",
    "editorial_picture": "a file",
    "social_picture": "a picture",
    "wagtail_serve": "test_editorial.py",
}


def prepare(_people: dict[str, Person], _place: Place) -> dict[str, Any]:
    """Prepares nothing: pages linked from every footer always exist."""
    return {}
