"""The script that other sites load, and that only frames may be framed."""

import re
from gzip import compress

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.foundation.test_frontend import built

MAX_OCTETS = 20_000
"""Bytes that a page of another site loads before anything is shown there."""


def test_the_script_of_other_sites_is_small_and_calls_nobody() -> None:
    script = built("embed.js")
    assert len(script) < MAX_OCTETS
    assert len(built("embed_frame.js")) < MAX_OCTETS
    for word in (b"cookie", b"localStorage", b"sessionStorage", b"fetch(", b"http://", b"https://"):
        assert word not in script


def test_the_script_has_one_address_and_is_asked_for_again_by_its_version(client: Client) -> None:
    answer = client.get("/integrer.js")
    assert answer.content == built("embed.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "max-age=3600" in answer["Cache-Control"]
    assert not answer.cookies
    again = client.get("/integrer.js", HTTP_IF_NONE_MATCH=answer["ETag"])
    assert (again.status_code, again.content) == (304, b"")


FRAMED = {
    "chart_embed",
    "contact_embed",
    "contact_embed_thanks",
    "gathering_embed",
    "home_embed",
    "member_embed",
    "place_embed",
}


def _names(resolver: URLResolver) -> set[str]:
    names: set[str] = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            if getattr(entry.callback, "is_framed_anywhere", False):
                names.add(str(entry.name))
        else:
            names |= _names(entry)
    return names


def test_only_these_pages_are_framed_anywhere() -> None:
    assert _names(get_resolver()) == FRAMED


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/se-loger/encart/", "/club/rencontres/encart/", "/gardons-le-contact/encart/"]
)
def test_a_frame_loads_less_than_twenty_kilobytes_in_all(client: Client, path: str) -> None:
    page = client.get(path).content
    loaded = set(re.findall(rb"/static/([a-z_]+\.(?:css|js|svg))", page)) - {b"favicon.svg"}

    weights = {name.decode(): len(compress(built(name.decode()))) for name in loaded}

    assert {"embed.css", "embed_frame.js"} <= set(weights)
    assert b"url(" not in built("embed.css").replace(b"url(data:", b""), "it asks for other files"
    assert len(compress(page)) + sum(weights.values()) < MAX_OCTETS, weights
