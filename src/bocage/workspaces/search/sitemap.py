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
    """Returns the slug of each published place, and when its description last changed."""
    return Place.objects.published().order_by("pk").values_list("slug", "updated_at")


def place_entries(row: tuple[str, datetime]) -> Iterator[SitemapEntry]:
    """Yields the page of a place."""
    slug, changed_at = row
    return entries_in_every_language("place_detail", slug, changed_at=changed_at)


add_sitemap_section("lieux", rows=published_places, entries=place_entries)
