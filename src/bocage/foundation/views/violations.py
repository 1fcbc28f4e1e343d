"""Reports that browsers send when a page violates its Content-Security-Policy.

A report contains the address of the page, which may be private: only the directive and the route
are recorded, in a line of the log and a count. Anybody may send anything here, so that little is
read, few lines are written, and nothing is stored.
"""

import json
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import structlog
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from prometheus_client import Counter

from bocage.foundation.http.access import public
from bocage.foundation.http.bodies import announced_octets, measures_its_body

LONGEST_REPORT_OCTETS = 16 * 1024
MAX_IN_A_REPORT = 10
MAX_LINES_A_MINUTE = 30
"""Lines of each process in a minute: more are of no use, and may come from an attack on the disk.
"""
DIRECTIVES = frozenset(
    {
        *("default-src", "script-src", "script-src-elem", "script-src-attr", "style-src"),
        *("style-src-elem", "style-src-attr", "img-src", "font-src", "connect-src", "worker-src"),
        *("frame-src", "object-src", "base-uri", "form-action", "frame-ancestors", "media-src"),
        *("manifest-src", "require-trusted-types-for", "trusted-types"),
    }
)

VIOLATIONS = Counter(
    "bocage_policy_violations", "What pages did against their policy.", ["directive"]
)

logger = structlog.get_logger(__name__)


@csrf_exempt  # A browser reports by itself, with no token of a form.
@public
@measures_its_body
@require_POST
def violations(request: HttpRequest) -> HttpResponse:
    """Receives the reports of a browser, in either of their two forms.

    Returns 204 for any content, except a body that is too long.
    """
    announced = announced_octets(request)
    if announced is None or announced > LONGEST_REPORT_OCTETS:
        return HttpResponse(status=413)
    for directive, address in _read(request.body):
        VIOLATIONS.labels(directive).inc()
        if _lines.may_write(time.monotonic()):
            logger.warning("policy_violated", directive=directive, page=_route_of(address))
    return HttpResponse(status=204)


def _read(body: bytes) -> Iterator[tuple[str, str]]:
    """Yields the violated directives, each with the address of its page."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return
    for report in (document if isinstance(document, list) else [document])[:MAX_IN_A_REPORT]:
        if not isinstance(report, dict):
            continue
        details: Any = report.get("csp-report", report.get("body"))
        if not isinstance(details, dict):
            continue
        words = str(
            _first(details, "effectiveDirective", "effective-directive", "violated-directive")
        )
        directive = words.partition(" ")[0]
        if directive in DIRECTIVES:
            yield directive, str(_first(details, "documentURL", "document-uri"))


def _first(details: dict[str, Any], *names: str) -> Any:
    return next((details[name] for name in names if details.get(name)), "")


def _route_of(address: str) -> str:
    """Returns the route of the page, since its address may have a name, or the token of a link."""
    try:
        return resolve(urlsplit(address).path).route
    except (Resolver404, ValueError):
        return "(no route)"


class _Lines:
    """Number of lines that this process has written in the current minute."""

    def __init__(self) -> None:
        self.minute, self.written = -1, 0

    def may_write(self, now: float) -> bool:
        minute = int(now // 60)
        if minute != self.minute:
            self.minute, self.written = minute, 0
        self.written += 1
        return self.written <= MAX_LINES_A_MINUTE


_lines = _Lines()
