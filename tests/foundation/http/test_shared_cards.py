"""Metadata of public pages: canonical address, languages, sharing card."""

import re

import pytest
from django.conf import settings
from django.test import Client

from bocage.foundation.http.social_pictures import HEIGHT, WIDTH
from tests.territory.factories import CommuneFactory

pytestmark = pytest.mark.django_db

ROOT = settings.BOCAGE.public_url
OPEN_GRAPH_PROPERTIES = ("title", "type", "image", "url", "description", "locale", "site_name")


def canonical(page: str) -> str:
    [address] = re.findall(r'<link rel="canonical" href="([^"]+)">', page)
    return str(address)


def alternates(page: str) -> dict[str, str]:
    return dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))


def card(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta property="og:([^"]+)" content="([^"]*)">', page))


@pytest.fixture
def commune() -> str:
    return CommuneFactory(boitron=True).slug


def test_card_is_whole_in_both_languages(client: Client, commune: str) -> None:
    for prefix, locale, alternate in (("", "fr_FR", "en_GB"), ("/en", "en_GB", "fr_FR")):
        page = client.get(f"{prefix}/communes/{commune}/").text
        properties = card(page)
        assert [name for name in OPEN_GRAPH_PROPERTIES if not properties.get(name)] == []
        assert (properties["locale"], properties["locale:alternate"]) == (locale, alternate)
        assert properties["url"] == canonical(page) == f"{ROOT}{prefix}/communes/{commune}/"
        assert "Boitron" in properties["title"]
        assert properties["title"] in page.partition("<title>")[2].partition("</title>")[0]


def test_languages_are_whole_addresses_and_name_a_default(client: Client, commune: str) -> None:
    french, english = (f"{ROOT}{prefix}/communes/{commune}/" for prefix in ("", "/en"))
    for path in (f"/communes/{commune}/", f"/en/communes/{commune}/"):
        assert alternates(client.get(path).text) == {
            "fr": french,
            "en": english,
            "x-default": french,
        }


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("?utm_source=lettre&c=salon", ""),
        ("?q=boitron&fibre=on", ""),
        ("?page=1", ""),
        ("?page=2&q=boi", "?page=2"),
        ("?page=2%22%3E", ""),
        ("?page=99999999999", ""),
    ],
)
def test_canonical_address_leaves_out_all_but_the_page(
    client: Client, commune: str, query: str, path: str
) -> None:
    for prefix in ("", "/en"):
        page = client.get(f"{prefix}/communes/{query}").text
        assert canonical(page) == f"{ROOT}{prefix}/communes/{path}"
        assert alternates(page)["x-default"] == f"{ROOT}/communes/{path}"


def test_card_names_no_host_that_a_visitor_made_up(client: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["*"]  # type: ignore[attr-defined] # a fixture
    page = client.get("/communes/", headers={"Host": "ailleurs.example"}).text
    assert "ailleurs.example" not in canonical(page) + str(card(page)) + str(alternates(page))


def test_page_that_is_not_there_has_no_card(client: Client) -> None:
    for path in ("/nulle-part/", "/communes/nulle-part/"):
        page = client.get(path)
        assert page.status_code == 404
        assert 'rel="canonical"' not in page.text
        assert "og:" not in page.text


def test_page_without_a_picture_says_that_of_the_instance(client: Client) -> None:
    properties = card(client.get("/communes/").text)
    picture = client.get(properties["image"].removeprefix(ROOT))
    assert (picture["Content-Type"], picture.status_code) == ("image/png", 200)
    assert "immutable" in picture["Cache-Control"]
    assert b"".join(picture).startswith(b"\x89PNG")  # type: ignore[arg-type] # it streams
    assert (properties["image:width"], properties["image:height"]) == (str(WIDTH), str(HEIGHT))
    forged = properties["image"].removeprefix(ROOT).replace(".png", "")[:-1] + "z.png"
    assert client.get(forged).status_code == 404
