"""Every URL of the product declares its access, and every permission is used and tested."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import rules
from django.urls import URLPattern, URLResolver, get_resolver

from bocage.foundation.http.access import policy_of

SOURCES = Path(__file__).resolve().parents[1] / "src" / "bocage"
TESTS = Path(__file__).resolve().parent

OPEN_THIRD_PARTY_VIEWS: dict[str, str] = {}
"""Views of libraries that cannot carry a declaration, with their audience. There are none:
the urls of a room wrap them in `public`, `signed_in` or `permitted`."""


def views_of(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from views_of(entry, route)
        else:
            yield route, entry


ADDRESSES = list(views_of(get_resolver()))


def test_address_declares_who_may_open_it():
    undeclared = [
        f"/{route} declares no audience: add @public, @signed_in or @permitted"
        for route, entry in ADDRESSES
        if policy_of(entry.callback) is None and entry.name not in OPEN_THIRD_PARTY_VIEWS
    ]

    assert undeclared == []


def test_address_is_of_one_view():
    """Of two identical URLs, the first answers, and the second is never reached."""
    spelt = Counter(re.sub(r"<[^>]*>", "<>", route) for route, _entry in ADDRESSES)

    assert {route for route, times in spelt.items() if times > 1} == set()


def test_address_asks_for_a_right_that_exists():
    rights_of_addresses = {
        policy.permission
        for _route, entry in ADDRESSES
        if (policy := policy_of(entry.callback)) and policy.permission
    }

    assert {name for name in rights_of_addresses if not rules.perm_exists(name)} == set()


def test_address_closes_every_page_that_is_not_public(client):
    """Without an account, a page that is not public leads to sign-in or does not exist."""
    opened = []
    for route, entry in ADDRESSES:
        policy = policy_of(entry.callback)
        if policy is None or policy.audience == "public" or set("<(^") & set(route):
            continue
        response = client.get(f"/{route}")
        led_to_sign_in = response.status_code == 302 and "/connexion/" in response["Location"]
        if not led_to_sign_in:
            opened.append((route, response.status_code))

    assert opened == []


def declared_rights() -> dict[str, Path]:
    """The rights that `rules.add_perm` names in the policies of the rooms."""
    rights: dict[str, Path] = {}
    for path in (*SOURCES.rglob("policies.py"), *SOURCES.rglob("policies/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "add_perm"
                and isinstance(node.args[0], ast.Constant)
            ):
                rights[str(node.args[0].value)] = path
    return rights


@cache
def texts_of(folder: Path) -> dict[Path, str]:
    return {path: path.read_text() for path in folder.rglob("*.py")}


def files_that_name(right: str, folder: Path, *, but: Path | None = None) -> list[Path]:
    return [
        path
        for path, text in texts_of(folder).items()
        if path != but and (f'"{right}"' in text or f"'{right}'" in text)
    ]


RIGHTS = declared_rights()


def test_right_is_asked_for_somewhere():
    unused = [
        right for right, path in RIGHTS.items() if not files_that_name(right, SOURCES, but=path)
    ]

    assert unused == []


def test_right_is_tested_by_name():
    assert [right for right in RIGHTS if not files_that_name(right, TESTS)] == []
