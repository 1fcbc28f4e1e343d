"""What the pages of the Espace show around their content."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bocage.people.espace import shown_items


def espace(request: HttpRequest) -> dict[str, Any]:
    """The menu of the Espace, made only by a page that shows it."""
    return {"espace_items": SimpleLazyObject(lambda: shown_items(request))}
