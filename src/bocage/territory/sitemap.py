"""The communes, for search engines."""

from collections.abc import Iterator

from django.db.models import QuerySet

from bocage.foundation.http.sitemaps import (
    SitemapEntry,
    add_sitemap_section,
    entries_in_every_language,
)
from bocage.territory.models import Commune


def current_communes() -> QuerySet[Commune, str]:
    """Returns the slugs of current communes, without the date of the last change (unknown)."""
    return Commune.objects.current().order_by("code").values_list("slug", flat=True)


def commune_entries(slug: str) -> Iterator[SitemapEntry]:
    """Returns the sitemap entries of a commune's page."""
    return entries_in_every_language("commune_detail", slug)


add_sitemap_section("communes", rows=current_communes, entries=commune_entries)
