"""Metrics of requests, if metrics are enabled (BOCAGE_METRICS_TOKEN)."""

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

from bocage.foundation.monitoring.rooms import room_of

REQUESTS = Counter("bocage_requests", "Requests answered.", ["room", "method", "status"])
SECONDS = Histogram(
    "bocage_request_seconds",
    "Time to answer a request.",
    ["room"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20),
)
QUERIES = Histogram(
    "bocage_request_queries",
    "Statements asked of the database for a request.",
    ["room"],
    buckets=(0, 2, 5, 10, 20, 40, 80, 160),
)


class MetricsMiddleware:
    """Middleware that counts each request under the room of its view.

    A label for each route would be too many series, and a path may contain a secret link.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.BOCAGE.metrics_token:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        counter = _StatementCounter()
        started = time.perf_counter()
        with connection.execute_wrapper(counter):
            response = self.get_response(request)
        room = room_of(request)
        REQUESTS.labels(room, request.method, f"{response.status_code // 100}xx").inc()
        SECONDS.labels(room).observe(time.perf_counter() - started)
        QUERIES.labels(room).observe(counter.statements)
        return response


class _StatementCounter:
    def __init__(self) -> None:
        self.statements = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.statements += 1
        return execute(sql, params, many, context)
