"""Context processor of the Espace: link to the help of the screen."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bocage.guides.screens import help_for


def help_of_the_screen(request: HttpRequest) -> dict[str, Any]:
    """Adds the address of the help to template contexts; it is computed only by a page that shows
    it.
    """
    return {"help_address": SimpleLazyObject(lambda: help_for(request))}
