"""Traces of requests, statements, tasks and mails, for an instance that is told where to send them
(BOCAGE_TRACES_ENDPOINT; OpenTelemetry, by OTLP over HTTP, the packages of `bocage[traces]`).

A span says what the code is called, never whom it is about: the route and not the address that was
asked, the statement and not its values, the kind of a mail and not its reader, the type of an error
and not its words. Nothing is imported, and next to nothing done, where no traces are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from importlib.util import find_spec
from inspect import iscoroutinefunction
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import connection
from django.http import HttpRequest, HttpResponse

from bocage import __version__
from bocage.foundation.watching.rooms import room_of

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
LONGEST_STATEMENT = 2_000
SECONDS_TO_SEND = 5

logger = structlog.get_logger("bocage.traces")


def is_traced() -> bool:
    """Whether somebody waits for traces, and the packages that make them are there."""
    return bool(settings.BOCAGE.traces_endpoint) and _has_packages()


@contextmanager
def span(name: str, kind: str, **attributes: str | int) -> Iterator[Span | None]:
    """A part of the work, within the one that is under way. `kind` is `server`, `client`,
    `consumer` or `internal`; in the names of attributes, `__` stands for a dot."""
    if not is_traced():
        yield None
        return
    from opentelemetry.trace import SpanKind

    tracer = _provider(settings.BOCAGE.traces_endpoint).get_tracer("bocage", __version__)
    with tracer.start_as_current_span(
        name,
        kind=SpanKind[kind.upper()],
        attributes={key.replace("__", "."): value for key, value in attributes.items()},
        record_exception=False,
        set_status_on_exception=False,
    ) as current:
        try:
            yield current
        except Exception as error:
            note_failure(current, type(error).__name__)
            raise


def note_failure(current: Span, kind: str) -> None:
    """Has a span count as failed, for a reason of so few words."""
    from opentelemetry.trace import StatusCode

    current.set_attribute("error.type", kind)
    current.set_status(StatusCode.ERROR)


def traced_task(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A task, with a span around it and around each of its statements; the upkeep of the queue
    itself, which waits and computes nothing, has none."""
    if iscoroutinefunction(function):
        return function

    @wraps(function)
    def traced(*args: Any, **kwargs: Any) -> Any:
        if not is_traced():
            return function(*args, **kwargs)
        with span(name, "consumer", bocage__task=name), connection.execute_wrapper(_trace_query):
            return function(*args, **kwargs)

    return traced


class TracesMiddleware:
    """A span around each request, and around each of its statements."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not is_traced():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        method = request.method if request.method in METHODS else "_OTHER"
        with (
            span(f"{method}", "server", http__request__method=f"{method}") as current,
            connection.execute_wrapper(_trace_query),
        ):
            response = self.get_response(request)
            route = request.resolver_match.route if request.resolver_match else "(no route)"
            if current is not None:
                current.update_name(f"{method} {route}")
                current.set_attribute("http.route", route)
                current.set_attribute("http.response.status_code", response.status_code)
                current.set_attribute("bocage.room", room_of(request))
                if response.status_code >= 500:
                    note_failure(current, str(response.status_code))
        return response


def send_traces() -> bool:
    """Sends what waits to be sent; whether all of it arrived."""
    return _provider(settings.BOCAGE.traces_endpoint).force_flush()


def _trace_query(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
) -> Any:
    text = sql if isinstance(sql, str) else type(sql).__name__
    operation = text.lstrip(" \n(").partition(" ")[0].partition("\n")[0].upper()[:20]
    with span(
        operation,
        "client",
        db__system__name="postgresql",
        db__operation__name=operation,
        db__query__text=text[:LONGEST_STATEMENT],
    ):
        return execute(sql, params, many, context)


@cache
def _has_packages() -> bool:
    has = find_spec("opentelemetry") is not None and all(
        find_spec(f"opentelemetry.{part}") is not None for part in ("sdk", "exporter")
    )
    if not has:
        logger.warning("traces are asked for, and their packages missing: install bocage[traces]")
    return has


@cache
def _provider(endpoint: str) -> TracerProvider:
    """What sends traces to an address: one for each process, begun by its first span."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": "bocage", "service.version": __version__})
    provider = TracerProvider(resource=resource)
    exporter = OTLPSpanExporter(
        endpoint=f"{endpoint.rstrip('/')}/v1/traces", timeout=SECONDS_TO_SEND
    )
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return provider
