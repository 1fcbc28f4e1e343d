"""Section of the commune page that shows the assets valid there."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from bocage.outreach.assets.models import Asset
from bocage.outreach.assets.presentation import asset_cards
from bocage.territory.commune_sections import add_commune_section
from bocage.territory.models import Commune

MAX_CARDS = 6


def assets_here(_request: HttpRequest, commune: Commune) -> dict[str, Any] | None:
    """Returns the public assets of the commune, of its intercommunalité and of its département, the
    closest first, or None if there are none. One query, and one more for pictures where there
    are some.
    """
    assets = Asset.objects.public_on(timezone.localdate()).about(commune).with_related()
    cards = asset_cards(assets[:MAX_CARDS])
    return {"cards": cards} if cards else None


add_commune_section(
    name="assets", template="outreach/assets/commune.html", rank=40, context=assets_here
)
