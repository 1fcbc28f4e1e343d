"""Embedding of pages in frames on other sites.

A room declares in its `embeds.py` which of its pages can be embedded, and their addresses:

    @embeddable("place_detail", group=_("Lieux de travail"), choices=published_places)
    def place(_query: QueryDict, slug: str) -> Embed | None: ...

The page that builds the code to paste and oEmbed call `embed_at`; both know no room.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from operator import attrgetter
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.cache import patch_cache_control
from django.utils.functional import Promise
from django.utils.translation import get_language_from_path, override
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from bocage.foundation.registry import Registry

FRAMED_ANYWHERE: dict[str, Any] = settings.SECURE_CSP | {"frame-ancestors": ["*"]}
FRESH_S = 60
"""Seconds during which a cache may reuse a frame: availability changes from minute to minute."""
LONGEST_ADDRESS = 2_000

View = Callable[..., HttpResponse]


def framed_anywhere(view: View) -> View:
    """Decorates a view so that any site may show its page in a frame, in which nobody is signed in.

    Against clickjacking, a frame has no button that acts for the visitor's account. The response is
    the same for everybody, sets no cookie, and is excluded from search engines, which list the page
    itself. A missing page is reported within the frame.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.user = AnonymousUser()
        try:
            response = view(request, *args, **kwargs)
        except Http404:  # The page of errors stands in no frame: the frame would stay blank.
            response = render(request, "foundation/embeds/not_here.html", status=404)
        response["X-Robots-Tag"] = "noindex"
        if "Cache-Control" not in response and response.status_code == 200:
            patch_cache_control(response, public=True, max_age=FRESH_S)
        return response

    framed: View = csp_override(FRAMED_ANYWHERE)(xframe_options_exempt(answer))
    framed.is_framed_anywhere = True  # type: ignore[attr-defined]  # read back by a test
    return framed


@dataclass(frozen=True, kw_only=True)
class Embed:
    """Frame that other sites show in place of a page: `path` is its path, in the language of the
    page; `height` (pixels, at 640 of width) is for a frame that cannot receive the height of its
    content.
    """

    title: str
    path: str
    height: int


Source = Callable[..., Embed | None]
"""Function of a room that returns the embed of a page, from the query and the captured parts of its
address; None if the page has none.
"""
Choices = Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True, kw_only=True)
class Embeddable:
    """Kind of page that can be embedded.

    `choices` are some of these pages as (address, name), in the active language, for a list to
    choose from.
    """

    url_name: str
    group: str | Promise
    rank: int
    source: Source
    choices: Choices


_kinds = Registry[Embeddable](name=attrgetter("url_name"), order=attrgetter("rank", "url_name"))


def embeddable(
    url_name: str, *, group: str | Promise, rank: int, choices: Choices = tuple
) -> Callable[[Source], Source]:
    """Registers how the pages of an address are shown elsewhere."""

    def register(source: Source) -> Source:
        _kinds.add(
            Embeddable(url_name=url_name, group=group, rank=rank, source=source, choices=choices)
        )
        return source

    return register


def is_embeddable(url_name: str) -> bool:
    """Checks whether the pages of a URL name may be embedded, as far as the name alone allows to
    know.
    """
    return url_name in _kinds


def offered_pages() -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Returns the pages to choose among, as (address, name), by the name of their group."""
    for kind in _kinds:
        choices = list(kind.choices())
        if choices:
            yield str(kind.group), choices


def embed_at(address: str, *, hosts: Iterable[str]) -> Embed | None:
    """Returns the embed of a page of this site, from its whole address or its path; None if the
    address is not ours, or its page has none.

    `hosts` are the names under which this site answers, with their port where it is not the usual
    one.
    """
    if not address or len(address) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    is_ours = parts.scheme in ("http", "https") and parts.netloc.lower() in set(hosts)
    if not (is_ours or (not parts.scheme and not parts.netloc)) or not parts.path.startswith("/"):
        return None
    with override(get_language_from_path(parts.path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(parts.path)
        except Resolver404:
            return None
        kind = _kinds.get(match.url_name or "")
        return kind.source(_query(parts.query), **match.kwargs) if kind else None


def _query(text: str) -> QueryDict:
    try:
        return QueryDict(text)
    except ValueError:  # More fields than Django reads.
        return QueryDict()
