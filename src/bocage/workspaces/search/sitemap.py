"""The published places, for search engines."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from bocage.foundation.http.sitemaps import (
    SitemapEntry,
    add_sitemap_section,
    entries_in_every_language,
)
from bocage.workspaces.places.models import Place


def published_places() -> QuerySet[Place, tuple[str, datetime]]:
    """The address of the page of each, and when what it says of itself last changed."""
    return Place.objects.published().order_by("pk").values_list("slug", "updated_at")


def place_entries(row: tuple[str, datetime]) -> Iterator[SitemapEntry]:
    """The page of a place."""
    slug, changed_at = row
    return entries_in_every_language("place_detail", slug, changed_at=changed_at)


add_sitemap_section("lieux", rows=published_places, entries=place_entries)
