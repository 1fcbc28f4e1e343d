"""Routing of addresses to editorial pages, in the language of the address."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import get_language, override
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from bocage.outreach.editorial.blocks.registry import is_live
from bocage.outreach.editorial.models.consents import TestimonyConsent
from bocage.outreach.editorial.models.pages import EditorialPage, HomePage, TestimonyPage

EDITORIAL = "wagtail_serve"
WRITTEN_BY_EDITORS = frozenset({EDITORIAL, "home", "accessibility", "personal_data", "about"})
"""Names of the URL patterns that serve editorial pages."""


@dataclass(frozen=True, kw_only=True)
class PublishedPage:
    """A page that search engines may know."""

    title: str
    language: str
    address: str
    changed_at: datetime | None
    languages: list[tuple[str, str]] = field(default_factory=list)


def page_at(request: HttpRequest, path: str) -> EditorialPage | None:
    """Returns the published page at a path; None if there is none in the active language."""
    if not getattr(request, "has_written_pages", True) or not Site.find_for_request(request):
        return None
    try:
        route = Page.route_for_request(request, path)
    except Http404:
        return None
    if route is None:
        return None
    page = route.page
    if not isinstance(page, EditorialPage) or page.locale.language_code != get_language():
        return None
    request.shows_live_blocks = isinstance(page, HomePage) or any(  # type: ignore[attr-defined] # read where pages are kept
        is_live(block.block_type) for block in page.body
    )
    request.addresses_by_language = {  # type: ignore[attr-defined] # read by the switch of languages
        translation.locale.language_code: translation.get_url(request) or "/"
        for translation in page.get_translations(inclusive=True).live().select_related("locale")
    }
    return page


def is_taken(address: str, locale: Locale) -> bool:
    """Checks whether the product serves an address of this language with a page that is not an
    editorial one.
    """
    with override(locale.language_code):
        try:
            return resolve(address).url_name not in WRITTEN_BY_EDITORS
        except Resolver404:
            return False


def redirection(request: HttpRequest) -> HttpResponseBase | None:
    """Returns the redirection of an address whose page has moved; None if there is none."""
    from django.shortcuts import redirect

    # Wagtail stores them without the trailing slash.
    path = Redirect.normalise_path(request.path, decode_unicode=False)
    match: Any = get_redirect(request, path)
    if match is None or not match.link:
        return None
    return cast(HttpResponseBase, redirect(match.link, permanent=match.is_permanent))


def addresses_of[Kind: Page](pages: Iterable[Kind]) -> list[tuple[Kind, str]]:
    """Returns each page with its address, empty for a page that belongs to no site. Reads the root
    paths of sites once, where Wagtail would read them for each page.
    """
    addressed = list(pages)
    roots = Site.get_site_root_paths() if addressed else []
    addresses = []
    for page in addressed:
        page._wagtail_cached_site_root_paths = roots
        addresses.append((page, page.get_url() or ""))
    return addresses


def published_pages() -> Iterator[PublishedPage]:
    """Yields all public pages with their translations, without testimonies whose consent has ended;
    a handful of queries in all.
    """
    holding = TestimonyConsent.objects.holding(timezone.localdate())
    over = TestimonyPage.objects.exclude(consent__in=holding).values("pk")
    pages = list(
        Page.objects.live()
        .public()
        .filter(depth__gt=1)
        .exclude(pk__in=over)
        .select_related("locale")
        .order_by("path")
    )
    together: dict[Any, list[tuple[str, str]]] = defaultdict(list)
    addressed = addresses_of(pages)
    for page, address in addressed:
        if address:
            together[page.translation_key].append((page.locale.language_code, address))
    for page, address in addressed:
        if address:
            yield PublishedPage(
                title=page.title,
                language=page.locale.language_code,
                address=address,
                changed_at=page.last_published_at,
                languages=together[page.translation_key],
            )
