"""Attribution of the time of a page to what spends it, from samples of its stack.

Each sample belongs to the innermost frame that a category claims: what the standard library or a
helper does is the cost of its caller. It also belongs to one middleware, or to the view: the
innermost of them, with all the statements that it makes.
"""

from __future__ import annotations

import re
import signal
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from types import FrameType
from typing import NamedTuple

CATEGORIES = {
    "statements: execution": r"psycopg|django/db/backends/",
    "history": r"bocage/foundation/db/history|pghistory/|pgtrigger/",
    "statements: composition": r"django/db/",
    "sessions and account": (
        r"django/contrib/(sessions|auth)/|allauth/|bocage/people/sign_in/|django/contrib/messages/"
    ),
    "rights": r"bocage/people/(policies|scopes)|bocage/\w+/(\w+/)?policies|foundation/http/access",
    "components": r"django_cotton/",
    "templates": r"django/template/|django/utils/(html|safestring)|/templatetags/",
    "translations": r"django/utils/translation/|/gettext\.py|django/middleware/locale",
    "addresses": r"django/urls/",
    "forms": r"django/forms/",
    "formats": (
        r"django/utils/(formats|dateformat|numberformat|timezone)|bocage/foundation/formatting/"
    ),
    "headers": (
        r"django/middleware/(csp|security|clickjacking|csrf)|django/utils/(csp|cache)"
        r"|django_permissions_policy|whitenoise/"
    ),
    "logs and metrics": r"bocage/foundation/monitoring/|structlog/|prometheus_client/|/logging/",
    "other middlewares": (
        r"bocage/foundation/http/(replica|bodies)|editorial/(page_cache|slashes)|django_htmx/"
        r"|api/response_cache|letter_visits|bocage/foundation/errors|django/utils/deprecation"
    ),
    "the page's own work": r"/bocage/",
    "request and response": r"django/(core/handlers|http)/|django/dispatch|asgiref/",
}
"""Patterns of the paths of modules by category, the first that matches."""
_PATTERNS = {name: re.compile(pattern) for name, pattern in CATEGORIES.items()}
# These figures end in « .ms », so that `compare` does not judge shares of samples.
TOTAL, CATEGORY, MIDDLEWARE, UNIT = ".shortest.ms", ".category.", ".middleware.", ".ms"
"""Marks in the names of figures."""
REMAINING = "request and response"
SERVER, VIEW = "the server", "the view"
VIEW_FUNCTION, MIDDLEWARE_BEFORE_VIEW = "_get_response", "process_view"


class Call(NamedTuple):
    """Frame of a stack."""

    path: str
    function: str


type Stack = tuple[Call, ...]
"""Frames, the outermost first."""


class Costs(NamedTuple):
    """Samples by category, and by middleware."""

    categories: Counter[str]
    middlewares: Counter[str]


@contextmanager
def sampled(interval_seconds: float) -> Iterator[Counter[Stack]]:
    """Counts the stacks of the main thread within the block, at each tick of a timer.

    A profiler that is called by each function makes a page twice as slow, and one of many short
    calls four times: its shares would be those of another page.
    """
    samples: Counter[Stack] = Counter()

    def note(_signal: int, frame: FrameType | None) -> None:
        stack = []
        while frame is not None:
            stack.append(Call(frame.f_code.co_filename, frame.f_code.co_name))
            frame = frame.f_back
        samples[tuple(reversed(stack))] += 1

    handler = signal.signal(signal.SIGALRM, note)
    signal.setitimer(signal.ITIMER_REAL, interval_seconds, interval_seconds)
    try:
        yield samples
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, handler)


def costs_of(samples: Mapping[Stack, int], middlewares: Mapping[str, str]) -> Costs:
    """Adds up samples; `middlewares` has the name of each by the path of its module."""
    costs = Costs(Counter(), Counter())
    for stack, count in samples.items():
        category, middleware = _spender(stack, middlewares)
        costs.categories[category] += count
        costs.middlewares[middleware] += count
    return costs


def _spender(stack: Stack, middlewares: Mapping[str, str]) -> tuple[str, str]:
    """Returns the category and the middleware of the innermost frames that have one."""
    category, middleware = REMAINING, SERVER
    for path, function in stack:
        category = category_of(path) or category
        if function == VIEW_FUNCTION and path.endswith("core/handlers/base.py"):
            middleware = VIEW
        elif middleware != VIEW or function == MIDDLEWARE_BEFORE_VIEW:
            middleware = middlewares.get(path, middleware)
    return category, middleware


@cache
def category_of(path: str) -> str:
    """Returns the category of a module; empty if its caller has the cost."""
    return next((name for name, pattern in _PATTERNS.items() if pattern.search(path)), "")
