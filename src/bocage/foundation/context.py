"""What every page may show."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def page(_request: HttpRequest) -> dict[str, Any]:
    return {"demo_mode": settings.BOCAGE.demo}
