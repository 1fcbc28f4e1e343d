"""Sitemap of editorial pages and of the pages linked from every header and footer."""

from collections.abc import Iterable

from bocage.foundation.http.sitemaps import (
    SitemapEntry,
    add_sitemap_section,
    entries_in_every_language,
)
from bocage.foundation.navigation import pages_for_everybody
from bocage.outreach.editorial.routing import published_pages


def pages_of_the_site() -> list[SitemapEntry]:
    """Lists the entries of the sitemap: published editorial pages, then the pages that exist by
    default and that no editor has replaced.
    """
    editorial_entries = [
        SitemapEntry(path=page.address, languages=page.languages, changed_at=page.changed_at)
        for page in published_pages()
    ]
    addresses = {entry.path for entry in editorial_entries}
    as_they_come = (
        entry
        for name in dict.fromkeys(["home", *pages_for_everybody()])
        for entry in entries_in_every_language(name)
        if entry.path not in addresses
    )
    return [*editorial_entries, *as_they_come]


def itself(entry: SitemapEntry) -> Iterable[SitemapEntry]:
    """Returns the entry of a page as the only entry of its row."""
    return (entry,)


add_sitemap_section("pages", rows=pages_of_the_site, entries=itself)
