"""History: who changed what, when, and from which request (django-pghistory)."""

import pghistory.middleware
import pghistory.runtime
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import lazy

pghistory.runtime.IGNORED_SQL_PREFIXES += (  # type: ignore[assignment]  # taken for a tuple of its length
    "savepoint",
    "release savepoint",
    "rollback to savepoint",
)
"""A savepoint writes no version: who acts is not said with it, to the statements within alone."""


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Adds to each change the person and the request that made it, never a query string."""

    def get_context(self, request: HttpRequest) -> dict[str, object]:
        return {
            "person": str(request.user.pk) if request.user.is_authenticated else None,
            # Asked for as a version is written: the address has led to its view by then.
            "route": _route_when_written(request),
        }


def _route_of(request: HttpRequest) -> str:
    """The pattern of the address, which may hold a key, or a link that is signed. Nothing for one
    that leads nowhere."""
    if request.resolver_match is not None:
        return request.resolver_match.route
    try:
        return resolve(request.path_info).route
    except Resolver404:
        return ""


_route_when_written = lazy(_route_of, str)
"""One class for all requests: `lazy` makes a new one at each call."""
