"""Profile of pages inside one process, with the settings of the instance."""

from __future__ import annotations

import gc
import io
import logging
import time
from collections import Counter
from dataclasses import dataclass
from inspect import getmro, getsourcefile, isclass, unwrap
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.db import connections
from django.utils.deprecation import MiddlewareMixin
from django.utils.module_loading import import_string

from bench.harness.profiling import costs_of, sampled

INTERVAL_SECONDS = 0.001
WARMING = 5
OK = 200


@dataclass(frozen=True)
class ProfileStage:
    """Milliseconds of each page, by category and by middleware.

    They are shares of the samples, applied to the shortest request without them:
    other work on the machine makes any other longer.
    """

    shortest: dict[str, float]
    pages: dict[str, dict[str, float]]
    middlewares: dict[str, dict[str, float]]


def profile_pages(session_cookie: str, token: str, rounds: int, *paths: str) -> ProfileStage:
    """Requests each page repeatedly in this process, once it is warm, and samples its stack.

    Raises:
        RuntimeError: a page was not given.
    """
    application = get_internal_wsgi_application()
    _log_to_nowhere()
    names = middleware_names()
    stage = ProfileStage({}, {}, {})
    gc.collect()
    gc.freeze()
    for path in paths:
        environ = _environ(path, session_cookie, token)
        for _round in range(WARMING):
            _respond(application, environ)
        page_ms = min(_timed_ms(application, environ) for _round in range(rounds))
        with sampled(INTERVAL_SECONDS) as samples:
            for _round in range(rounds):
                _respond(application, environ)
        costs = costs_of(samples, names)
        stage.shortest[path] = round(page_ms, 3)
        stage.pages[path] = _shared(costs.categories, page_ms)
        stage.middlewares[path] = _shared(costs.middlewares, page_ms)
    connections.close_all()
    return stage


class _Nowhere(io.TextIOBase):
    """Stream that keeps nothing of what is written."""

    def write(self, text: str) -> int:
        return len(text)


def _log_to_nowhere() -> None:
    """Formats the events of requests as ever, and prints none of these thousands."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(_Nowhere())


def middleware_names() -> dict[str, str]:
    """Returns the name of each middleware by the path of its module, and of those of the classes
    that it extends; two in one module are named together.
    """
    names: dict[str, str] = {}
    for dotted in settings.MIDDLEWARE:
        middleware = import_string(dotted)
        for extended in getmro(middleware) if isclass(middleware) else [middleware]:
            if extended not in (object, MiddlewareMixin):
                path = getsourcefile(unwrap(extended)) or ""
                others = [names[path]] if path in names else []
                names[path] = ", ".join(dict.fromkeys([*others, middleware.__name__]))
    return names


def _shared(samples: Counter[str], page_ms: float) -> dict[str, float]:
    """Returns the milliseconds of each name, of those of the page."""
    total = samples.total()
    return {name: round(value / total * page_ms, 3) for name, value in samples.most_common()}


def _timed_ms(application: Any, environ: dict[str, Any]) -> float:
    started = time.perf_counter()
    _respond(application, environ)
    return (time.perf_counter() - started) * 1000


def _environ(path: str, session: str, token: str) -> dict[str, Any]:
    parts = urlsplit(path)
    is_program = path.startswith("/api/")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": parts.path,
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": str(settings.BOCAGE.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "HTTP_ACCEPT": "*/*" if is_program else "text/html",
        "HTTP_ACCEPT_LANGUAGE": "fr",
        "wsgi.url_scheme": "http",
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        **(
            {"HTTP_AUTHORIZATION": f"Bearer {token}"}
            if is_program
            else {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}={session}"}
        ),
    }


def _respond(application: Any, environ: dict[str, Any]) -> None:
    """Receives one page as the server does.

    Raises:
        RuntimeError: it was not given.
    """
    statuses: list[str] = []
    request = environ | {"wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO()}
    response = application(request, lambda status, *_headers: statuses.append(status))
    try:
        for _part in response:
            pass
    finally:
        response.close()
    if not statuses[0].startswith(str(OK)):
        raise RuntimeError(f"{environ['PATH_INFO']} answered {statuses[0]}")
