"""Cache of rendered pages, for visitors without a session.

The page of a fair's campaign is requested by many visitors at once, who all see the same content.
The whole response is cached in the memory of each process, under the version of the pages; each
change increments that version in the database, so that one statement tells every process whether
its cache is outdated. A cached page is served before session and language are read: the language is
in the address, and visitors with a session never get a cached page.

A page with live blocks is cached for a minute, others for ten, and none past midnight, when a
testimony may expire. Personalised responses and those that set a cookie or carry a nonce are never
cached (docs/decisions/outreach-editorial-pages.md).
"""

import gzip
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csp import get_nonce
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from bocage.foundation.bounded_cache import BoundedCache
from bocage.foundation.http.attribution import CODE, read_code
from bocage.foundation.http.cacheable_hosts import is_cacheable_host
from bocage.foundation.instance import Instance, current_instance
from bocage.outreach.editorial.models.pages import EditorialVersion

MAX_OCTETS = 400_000
LIVE_S = 60.0
STILL_S = 600.0
WORTH_COMPRESSING = 1_000
OF_THE_ANSWER_ITSELF = ("Content-Length", "Content-Encoding")

Key = tuple[str, str]
"""Requested host and path; the path includes the language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CachedPage:
    """Cached response, with its page version, day and instance settings, and its expiry by the
    monotonic clock of the process."""

    version: int
    day: date
    instance: Instance
    until: float
    body: bytes
    compressed: bytes
    headers: tuple[tuple[str, str], ...]
    match: Any

    @property
    def is_of_now(self) -> bool:
        """True if the cached page is still valid as far as the process knows without a query: it
        has not expired, and neither the day nor the settings of the instance have changed.
        """
        return (
            self.until > time.monotonic()
            and self.day == timezone.localdate()
            and self.instance == current_instance()
        )

    def answer(self, request: HttpRequest) -> HttpResponse:
        """Returns the cached response for another visitor. It holds no secret, so it may be sent
        compressed.
        """
        request.resolver_match = self.match
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        small = bool(self.compressed) and "gzip" in accepted
        response = HttpResponse(self.compressed if small else self.body)
        for name, value in self.headers:
            response.headers[name] = value
        if small:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        return response


pages: BoundedCache[Key, CachedPage] = BoundedCache(
    max_entries=300,
    max_octets=32_000_000,
    octets_of=lambda page: len(page.body) + len(page.compressed),
)
"""One cache per process."""


class PageCacheMiddleware:
    """Middleware that serves cached pages, and caches those marked by views. It must come before
    the session middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_nobody_in_particular(request):
            return self.get_response(request)
        key = (request.get_host(), request.path)
        cached = pages.get(key)
        if cached is not None and cached.is_of_now and cached.version == _version():
            return cached.answer(request)
        response = self.get_response(request)
        version: int | None = getattr(request, "version_of_pages", None)
        if version is None or not _is_cacheable(request, response):
            return response
        page = _cached_page(request, response, version)
        pages.put(key, page)
        return page.answer(request)


def render_cacheable[Answer: HttpResponseBase](
    request: HttpRequest, draw: Callable[[], Answer]
) -> Answer:
    """Renders a page that may be cached, after marking the request with the version of the
    editorial pages read before rendering.
    """
    version = EditorialVersion.objects.values_list("number", flat=True).first()
    request.has_written_pages = version is not None  # type: ignore[attr-defined] # read by `page_at`
    request.version_of_pages = version  # type: ignore[attr-defined] # read by the middleware
    return draw()


def clear_page_cache() -> None:
    """Clears the cache of this process."""
    pages.clear()


def _version() -> int | None:
    """Returns the current version. Run for each response: raw SQL costs a fifth of a query set."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM outreach_editorialversion")
        row = cursor.fetchone()
    return row[0] if row else None


def _is_nobody_in_particular(request: HttpRequest) -> bool:
    if (
        request.method != "GET"
        or "HTTP_HX_REQUEST" in request.META
        or not is_cacheable_host(request)
    ):
        return False
    query: str = request.META.get("QUERY_STRING", "")
    # The code of a campaign changes nothing on the page: the browser carries it on.
    if query and not (query.startswith(f"{CODE}=") and read_code(query[2:])):
        return False
    if not request.META.get("HTTP_COOKIE"):
        return True
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and (
        "messages" not in request.COOKIES
    )


def _is_cacheable(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        isinstance(response, HttpResponse)
        and response.status_code == 200
        and not response.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not get_nonce(request)
        and len(response.content) <= MAX_OCTETS
    )


def _cached_page(request: HttpRequest, response: HttpResponse, version: int) -> CachedPage:
    life = LIVE_S if getattr(request, "shows_live_blocks", True) else STILL_S
    body = response.content
    patch_vary_headers(response, ("Accept-Encoding",))
    return CachedPage(
        version=version,
        day=timezone.localdate(),
        instance=current_instance(),
        until=time.monotonic() + life,
        body=body,
        compressed=gzip.compress(body, 6, mtime=0) if len(body) >= WORTH_COMPRESSING else b"",
        headers=tuple(
            (name, value)
            for name, value in response.headers.items()
            if name not in OF_THE_ANSWER_ITSELF
        ),
        match=request.resolver_match,
    )
