"""The map of the public pages for search engines: an index of files, each of one kind of page.

A room adds its own from its `sitemap.py`, which is found when the product starts:

    add_sitemap_section("lieux", rows=published_places, entries=place_entries)
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import override

from bocage.foundation.registry import Registry

ROWS_IN_A_FILE = 5_000
"""Two languages make ten thousand addresses: far below the 50,000 and 50 MB of the protocol."""
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

Rows = QuerySet[Any] | Sequence[Any]


@dataclass(frozen=True, kw_only=True)
class SitemapEntry:
    """A page in one language, with all the languages in which it is published (paths)."""

    path: str
    languages: list[tuple[str, str]]
    changed_at: datetime | None = None
    """Time of the last change of the page; None if unknown."""


@dataclass(frozen=True, kw_only=True)
class SitemapSection:
    """The pages of one kind: `rows` in a lasting order, each with its entries."""

    name: str
    rows: Callable[[], Rows]
    entries: Callable[[Any], Iterable[SitemapEntry]]

    def number_of_files(self) -> int:
        """Returns the number of files of the section, none of which is empty."""
        rows = self.rows()
        number = rows.count() if isinstance(rows, QuerySet) else len(rows)
        return -(-number // ROWS_IN_A_FILE)


_sections = Registry[SitemapSection](order=attrgetter("name"))


def add_sitemap_section(
    name: str, *, rows: Callable[[], Rows], entries: Callable[[Any], Iterable[SitemapEntry]]
) -> None:
    """Registers the pages of one kind; `name` is part of the address of their files."""
    _sections.add(SitemapSection(name=name, rows=rows, entries=entries))


def entries_in_every_language(
    url_name: str, *args: Any, changed_at: datetime | None = None
) -> Iterator[SitemapEntry]:
    """Yields the entries of a page that has one address in each language of the product."""
    languages = []
    for language, _name in settings.LANGUAGES:
        with override(language):
            languages.append((language, reverse(url_name, args=args)))
    for _language, path in languages:
        yield SitemapEntry(path=path, languages=languages, changed_at=changed_at)


def sitemap_index() -> str:
    """Returns the XML of the index of the site map."""
    paths = [
        reverse("sitemap_file", args=[section.name, number])
        for section in _sections
        for number in range(1, section.number_of_files() + 1)
    ]
    files = "\n".join(f"<sitemap><loc>{_whole(path)}</loc></sitemap>" for path in paths)
    return f'{HEAD}<sitemapindex xmlns="{NAMESPACE}">\n{files}\n</sitemapindex>\n'


def sitemap_file(name: str, number: int) -> str | None:
    """Returns the XML of a file of the site map, counted from 1; None if there is none."""
    section = _sections.get(name)
    first = (number - 1) * ROWS_IN_A_FILE
    rows = section.rows()[first : first + ROWS_IN_A_FILE] if section and number > 0 else ()
    if section is None or not rows:
        return None
    lines = [_url_element(entry) for row in rows for entry in section.entries(row)]
    opening = f'<urlset xmlns="{NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    return "\n".join([HEAD + opening, *lines, "</urlset>\n"])


def _url_element(entry: SitemapEntry) -> str:
    default = dict(entry.languages).get(settings.LANGUAGE_CODE)
    languages = [*entry.languages, *([("x-default", default)] if default else [])]
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{language}" href="{_whole(path)}"/>'
        for language, path in languages
    )
    changed = ""
    if entry.changed_at:
        changed = f"<lastmod>{entry.changed_at.isoformat(timespec='seconds')}</lastmod>"
    return f"<url><loc>{_whole(entry.path)}</loc>{changed}{alternates}</url>"


def _whole(path: str) -> str:
    return escape(settings.BOCAGE.public_url + path)
