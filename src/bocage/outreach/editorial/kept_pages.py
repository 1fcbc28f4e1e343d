"""Pages kept as they were drawn, for visitors who are nobody in particular.

A page of the campaign of a fair is asked for by many at once, who all see the same. What is kept is
the whole answer, in the memory of each process, under the version of the pages, which a change
counts up in the database: one statement tells every process that what it kept is out of date.
A page with live blocks is kept for a minute, others for ten, and none over midnight, when a
testimony may end. What greets somebody, sets a cookie or carries a nonce is not kept
(docs/decisions/outreach-editorial-pages.md).
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csp import get_nonce
from django.utils import timezone
from django.utils.translation import get_language

from bocage.outreach.models import EditorialVersion

MOST_KEPT = 300
MOST_OCTETS = 400_000
LIVE_S = 60.0
STILL_S = 600.0

Key = tuple[int, date, str, str, str]


@dataclass(frozen=True, slots=True)
class KeptPage:
    """An answer, and until when it is given, by the clock of the process."""

    body: bytes
    content_type: str
    until: float


_kept: OrderedDict[Key, KeptPage] = OrderedDict()


def served_once[Answer: HttpResponseBase](
    request: HttpRequest, draw: Callable[[], Answer]
) -> Answer | HttpResponse:
    """What was drawn for somebody else a moment ago, or what is drawn now."""
    version = EditorialVersion.objects.values_list("number", flat=True).first()
    request.has_written_pages = version is not None  # type: ignore[attr-defined] # read by `page_at`
    if version is None or not _is_nobody_in_particular(request):
        return draw()
    key = (
        version,
        timezone.localdate(),
        get_language() or settings.LANGUAGE_CODE,
        request.get_host(),
        request.path,
    )
    kept = _kept.get(key)
    if kept is not None and kept.until > time.monotonic():
        return HttpResponse(kept.body, content_type=kept.content_type)
    answer = draw()
    if isinstance(answer, HttpResponse) and _may_be_kept(request, answer):
        life = LIVE_S if getattr(request, "shows_live_blocks", True) else STILL_S
        content_type = answer.headers["Content-Type"]
        _kept[key] = KeptPage(answer.content, content_type, time.monotonic() + life)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return answer


def forget_kept_pages() -> None:
    """Forgets what this process keeps."""
    _kept.clear()


def _is_nobody_in_particular(request: HttpRequest) -> bool:
    known = settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES
    return request.method == "GET" and not known and not request.META.get("QUERY_STRING")


def _may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    return (
        answer.status_code == 200
        and not answer.cookies
        and not request.META.get("CSRF_COOKIE_NEEDS_UPDATE")
        and not get_nonce(request)
        and len(answer.content) <= MOST_OCTETS
    )
