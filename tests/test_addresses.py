"""Each URL is resolved to its own view: none is hidden by an earlier pattern."""

import re

from django.urls import resolve

from tests.rights.routes import PAGES

EXAMPLES = {
    "uuid": "0190b4d2-7b1c-7c3a-9d3e-000000000001",
    "int": "3",
    "slug": "un-lieu",
    "str": "quelque-chose",
    "path": "un/chemin",
    "list_file": "csv",
    "iso_day": "2026-12-01",
    "token": "a" * 43,
}
"""A value that each converter takes."""
PARAMETER = re.compile(r"<(?:(?P<converter>\w+):)?\w+>")


def example_of(route):
    return PARAMETER.sub(lambda match: EXAMPLES[match["converter"] or "str"], route)


def converters_of(route):
    return {match["converter"] or "str" for match in PARAMETER.finditer(route)}


WRITTEN_ROUTES = [
    (route, entry)
    for route, entry in PAGES
    if not re.search(r"[\^$\\(]", route) and converters_of(route) <= EXAMPLES.keys()
]


def test_most_addresses_are_tried():
    assert len(WRITTEN_ROUTES) > 0.9 * len(PAGES)


def test_address_is_answered_by_its_own_view():
    answered = {
        route: resolve(f"/{example_of(route)}").url_name for route, _entry in WRITTEN_ROUTES
    }

    assert {
        route: answered[route] for route, entry in WRITTEN_ROUTES if answered[route] != entry.name
    } == {}
