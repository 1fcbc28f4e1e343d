"""The script that other sites load to show pages of ours: at one address, for ever."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from bocage.foundation.http.access import public

MAX_AGE_S = 3_600
"""Seconds during which browsers cache the script: a fix is everywhere within the hour."""


@cache
def _script() -> bytes:
    path = finders.find("embed.js")
    return Path(path).read_bytes() if path else b""


def _read() -> bytes:
    """Returns the built script, cached except in development.

    Raises:
        Http404: the front end is not built.
    """
    if settings.DEBUG:
        _script.cache_clear()
    script = _script()
    if not script:
        raise Http404
    return script


def _etag(_request: HttpRequest) -> str:
    return quote_etag(sha256(_read()).hexdigest()[:32])


@public
@require_safe
@cache_control(public=True, max_age=MAX_AGE_S)
@condition(etag_func=_etag)
def embed_script(_request: HttpRequest) -> HttpResponse:
    """Serves the script that turns `<bocage-embed>` into a frame as tall as its content."""
    response = HttpResponse(_read(), content_type="text/javascript; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
