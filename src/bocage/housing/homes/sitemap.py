"""The homes on the market, for search engines."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from bocage.foundation.http.sitemaps import (
    SitemapEntry,
    add_sitemap_section,
    entries_in_every_language,
)
from bocage.housing.market.models.dwellings import Dwelling


def homes_on_the_market() -> QuerySet[Dwelling, tuple[UUID, datetime]]:
    """Returns the identifier of each home, and when its description last changed."""
    return Dwelling.objects.on_the_market().order_by("pk").values_list("pk", "changed_at")


def home_entries(row: tuple[UUID, datetime]) -> Iterator[SitemapEntry]:
    """Yields the page of a home."""
    identifier, changed_at = row
    return entries_in_every_language("dwelling", identifier, changed_at=changed_at)


add_sitemap_section("logements", rows=homes_on_the_market, entries=home_entries)
