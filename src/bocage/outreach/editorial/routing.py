"""Which page stands at an address, in the language that the address says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.models import Page, Site

from bocage.outreach.models import EditorialPage, TestimonyConsent, TestimonyPage


@dataclass(frozen=True, kw_only=True)
class PublishedPage:
    """A page that search engines may know."""

    address: str
    changed_at: datetime | None
    languages: list[tuple[str, str]] = field(default_factory=list)


def page_at(request: HttpRequest, path: str) -> EditorialPage | None:
    """The published page; none where editors have written nothing, or not in this language."""
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
    request.addresses_by_language = {  # type: ignore[attr-defined] # read by the switch of languages
        one.locale.language_code: one.get_url(request) or "/"
        for one in page.get_translations(inclusive=True).live().select_related("locale")
    }
    return page


def redirection(request: HttpRequest) -> HttpResponseBase | None:
    """Where what stood at this address has gone."""
    from django.shortcuts import redirect

    known: Any = get_redirect(request, request.path)
    if known is None or not known.link:
        return None
    return cast(HttpResponseBase, redirect(known.link, permanent=known.is_permanent))


def published_pages() -> Iterator[PublishedPage]:
    """All of them, without testimonies that are over; a handful of queries for any number."""
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
    addressed = [(page, page.get_url()) for page in pages]
    for page, address in addressed:
        if address:
            together[page.translation_key].append((page.locale.language_code, address))
    for page, address in addressed:
        if address:
            yield PublishedPage(
                address=address,
                changed_at=page.last_published_at,
                languages=together[page.translation_key],
            )
