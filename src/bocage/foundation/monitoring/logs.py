"""Logs: one JSON line per event in production, readable lines in development, no personal data.

Events of structlog, of the standard library, of the web server and of the tasks all go to stderr.
An event never has the requested address, which may contain a name or the token of a link: it has
the route, as the code declares it.
"""

import logging
import re
import sys
import time
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse

from bocage.foundation.db.identifiers import new_identifier
from bocage.foundation.http.outages import OnceAnOutage
from bocage.foundation.ops.configuration import Configuration

EMAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
WATCHED_ROUTES = frozenset({"healthz", "readyz", "violations"})
"""Routes whose successes are not logged: polled by monitoring every few seconds, or logged
elsewhere.
"""
CHATTY_LOGGERS = (
    "procrastinate",
    "PIL",
    "asyncio",
    "httpx",
    "httpx2",
    "mcp",
    "wagtail",
    "django_tasks",
)
LOGGERS_THAT_TELL_ADDRESSES = ("django.request", "django.security.csrf", "django.server")

logger = structlog.get_logger("bocage.request")


def mask_email_addresses(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replaces every mail address in an event: a library may log one that we never would."""
    for key, value in event.items():
        if isinstance(value, str) and "@" in value:
            event[key] = EMAIL_ADDRESS.sub("<address>", value)
    return event


class WithoutAddresses(logging.Filter):
    """Logging filter that reduces Django's own request events to the error and its traceback,
    without the requested address.

    The response is in our own event of the request, which has the same identifier.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.exc_info:
            return False
        record.msg, record.args = "request_failed", ()
        return True


def configure_logs(configuration: Configuration) -> None:
    """Sends the events of structlog and of the standard library down one path to stderr."""
    processors: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *processors,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=processors,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *(_for_machines() if configuration.environment == "production" else _for_people()),
            ],
        )
    )
    root = logging.getLogger()
    if configuration.environment != "test":
        root.handlers = [handler]
    root.setLevel(configuration.log_level)
    for name in CHATTY_LOGGERS:
        logging.getLogger(name).setLevel(logging.WARNING)
    for name in LOGGERS_THAT_TELL_ADDRESSES:
        logging.getLogger(name).filters = [OnceAnOutage(), WithoutAddresses()]


def _for_machines() -> list[structlog.typing.Processor]:
    return [
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        mask_email_addresses,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]


def _for_people() -> list[structlog.typing.Processor]:
    return [
        structlog.processors.TimeStamper(fmt="%H:%M:%S", utc=False),
        mask_email_addresses,
        structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        ),
    ]


class RequestLogMiddleware:
    """Gives each request an identifier, and logs it once answered, without address or person."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = str(new_identifier())
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-Id"] = request_id
        route = request.resolver_match.route if request.resolver_match else "(no route)"
        if route in WATCHED_ROUTES and response.status_code in {200, 204}:
            return response
        logger.info(
            "request",
            method=request.method,
            route=route,
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )
        return response
