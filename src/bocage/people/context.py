"""Context processor of the Espace, for everything around the content of a page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bocage.people.dashboard import shown_items
from bocage.people.sign_in.session_ends import soon_over
from bocage.people.sign_in.sessions import offers_to_end_others


def espace(request: HttpRequest) -> dict[str, Any]:
    """Returns the menu of the Espace and the notices about the session, computed only by a page
    that shows them.
    """
    return {
        "menu_items": SimpleLazyObject(lambda: shown_items(request)),
        "session_soon_over": SimpleLazyObject(lambda: soon_over(request.session)),
        "offers_to_end_sessions": SimpleLazyObject(lambda: offers_to_end_others(request)),
    }
