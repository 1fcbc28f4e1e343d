"""The addresses of the product, by name; those of the API and of Wagtail are apart."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

API = "api/v1/"
REDACTION = "redaction/"


def views_of(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Yields every route of a resolver, with its pattern."""
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views_of(entry, route)
        else:
            yield route, entry


EVERY_ROUTE = list(views_of(get_resolver()))
PAGES = [
    (route, entry)
    for route, entry in EVERY_ROUTE
    if not route.lstrip("^").startswith((API, REDACTION))
]
ROUTES = {str(entry.name): route for route, entry in PAGES}
