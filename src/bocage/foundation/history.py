"""History: who changed what, when, and from which request (django-pghistory)."""

import pghistory.middleware
from django.http import HttpRequest


class HistoryMiddleware(pghistory.middleware.HistoryMiddleware):
    """Adds to each change the person and the request that made it, never a query string."""

    def get_context(self, request: HttpRequest) -> dict[str, object]:
        return {
            "person": str(request.user.pk) if request.user.is_authenticated else None,
            "route": request.resolver_match.route if request.resolver_match else request.path,
        }
