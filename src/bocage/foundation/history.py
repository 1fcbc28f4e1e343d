"""History: who changed what, when, and from which request (django-pghistory)."""

import pghistory.middleware
from django.http import HttpRequest
from django.urls import Resolver404, resolve


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Adds to each change the person and the request that made it, never a query string."""

    def get_context(self, request: HttpRequest) -> dict[str, object]:
        return {
            "person": str(request.user.pk) if request.user.is_authenticated else None,
            "route": _route_of(request),
        }


def _route_of(request: HttpRequest) -> str:
    """The pattern of the address, as it is not known yet where middleware runs: an address may hold
    a key, or a link that is signed. Nothing for one that leads nowhere."""
    try:
        return resolve(request.path_info).route
    except Resolver404:
        return ""
