"""What the page of a commune shows of this room: the assets that hold there."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.presentation import shown_assets
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune

MOST = 6


def assets_here(_request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """Returns the public assets of the commune, of its intercommunalité and of its département, the
    closest first, or None where there are none. One query, and one more for pictures where there
    are some.
    """
    found = Asset.objects.shown(timezone.localdate()).about(commune).told()
    cards = shown_assets(found[:MOST])
    return {"cards": cards} if cards else None


add_commune_section(
    name="assets", template="outreach/assets/commune.html", rank=40, context=assets_here
)
