"""Context processor of all pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from bocage.foundation.instance import current_instance


def page(_request: HttpRequest) -> dict[str, Any]:
    """Returns the demo flag and the instance, which is read only if a page shows it."""
    return {"demo_mode": settings.BOCAGE.demo, "instance": SimpleLazyObject(current_instance)}
