"""The landing page that `outreach` has visited."""

from __future__ import annotations

from dataclasses import dataclass

from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.models import HomePage, LandingPage

TOWN = "61001"


@dataclass(frozen=True)
class LandingStage:
    """The path of the page."""

    path: str


def set_landing_stage(homes: int) -> LandingStage:
    """Publishes a page that shows so many homes."""
    open_site(by=None)
    home = HomePage.objects.get(locale__language_code="fr")
    criteria = {"title": "Des maisons", "offer": "sale", "commune": TOWN, "radius_km": 30}
    body = [("homes", criteria | {"limit": homes})]
    page = LandingPage(title="Salon de Paris", slug="salon-de-paris", body=body)
    home.add_child(instance=page).save_revision().publish()
    return LandingStage(path=page.get_url())
