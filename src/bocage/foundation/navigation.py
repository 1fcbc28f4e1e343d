"""The links of the public pages: each room adds its own from its `navigation.py`.

    from bocage.foundation.navigation import add_public_link

    add_public_link(label=_("Travailler"), url_name="place_list", rank=10)

The modules are found when the product starts, so a room that is not installed has no link.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from operator import attrgetter
from typing import Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language

from bocage.foundation.registry import Registry


@dataclass(frozen=True, kw_only=True)
class PublicLink:
    """A link of the main menu (`place="head"`) or of the foot of the page.

    `address` is for a link that leads elsewhere from each page; without it, every page links to
    `url_name`.
    """

    label: str | Promise
    url_name: str
    rank: int
    audience: Literal["everybody", "signed_in"] = "everybody"
    place: Literal["head", "foot"] = "head"
    address: Callable[[HttpRequest], str] | None = None


@dataclass(frozen=True)
class ShownLink:
    """A link as one page shows it: with its address, and whether it is where we are."""

    label: str
    url: str
    current: Literal["", "page", "true"]


_links = Registry[PublicLink](name=attrgetter("url_name"), order=attrgetter("rank", "url_name"))

add_public_link = _links.declaring(PublicLink)
"""Register a link."""


def pages_for_everybody() -> list[str]:
    """Returns the URL names to which the head or the foot leads any visitor."""
    return [
        link.url_name
        for link in sorted(_links, key=lambda link: link.place == "foot")
        if link.audience == "everybody"
    ]


def shown_links(request: HttpRequest, place: str) -> list[ShownLink]:
    """Returns the links of one place in the page, in their order, for the person of the request and
    in the active language.
    """
    path = request.path
    user = getattr(request, "user", None)
    links = []
    for link in _links:
        if link.place != place:
            continue
        if link.audience == "signed_in" and not (user and user.is_authenticated):
            continue
        url = _address(link.url_name, get_language() or "fr")
        shown_url = link.address(request) if link.address else url
        links.append(ShownLink(str(link.label), shown_url, _aria_current(path, url)))
    return links


def _aria_current(path: str, url: str) -> Literal["", "page", "true"]:
    if path == url:
        return "page"
    return "true" if path.startswith(url) else ""


@cache
def _address(url_name: str, _language: str) -> str:
    return reverse(url_name)
