"""What every page may show."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class UnnamedInstance:
    """How an instance presents itself before anybody has set it up."""

    name: str
    tagline: str | Promise
    territory_name: str = ""
    logo_url: str = ""
    contact_email: str = ""


UNNAMED = UnnamedInstance(name="Bocage", tagline=_("le télétravail en milieu rural"))


def page(_request: HttpRequest) -> dict[str, Any]:
    """The demo flag, and an instance without settings; `people` puts the real one in its place."""
    return {"demo_mode": settings.BOCAGE.demo, "instance": UNNAMED}
