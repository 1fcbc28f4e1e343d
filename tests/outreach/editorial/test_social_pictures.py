"""Sharing pictures of pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from wagtail.rich_text import RichText

from bocage.foundation.http.social_pictures import SocialPicture, draw, stored_picture
from bocage.outreach.editorial.operations.site import open_site
from bocage.outreach.editorial.page_cache import clear_page_cache
from bocage.outreach.models import HomePage, LandingPage, ListingPage, NewsPage

pytestmark = pytest.mark.django_db

LONG = "Télétravailler à L’Aigle, à Mortagne et à Sées : l’été comme l’hiver, œuvrer près des siens"


@pytest.fixture(autouse=True)
def _open(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    clear_page_cache()
    open_site(by=None)
    yield
    clear_page_cache()


def social_picture(**changes: str) -> SocialPicture:
    facts = {"title": LONG, "territory": "l’Orne", "instance": "Bocage", "brand": "#1f4d3a"}
    return SocialPicture(**(facts | changes))


@pytest.mark.parametrize(
    "title", ["", "É", LONG, "mot " * 90, "x" * 300, "\u202f\u0000😀 <b>", "日本"]
)
def test_any_title_is_drawn_in_the_size_that_networks_ask_for(title: str) -> None:
    picture = Image.open(BytesIO(draw(social_picture(title=title))))
    assert (picture.size, picture.format) == ((1200, 630), "PNG")


def test_letters_with_accents_are_drawn_as_such() -> None:
    with_accents, without = (
        draw(social_picture(title="Été à Sées")),
        draw(social_picture(title="Ete a Sees")),
    )
    assert with_accents != without
    assert len(with_accents) < 60_000


def test_it_is_drawn_once_and_its_address_changes_with_it() -> None:
    first = social_picture()
    assert stored_picture(first) == stored_picture(social_picture())
    assert (
        len(
            {
                picture.digest
                for picture in (first, social_picture(title="A"), social_picture(brand="#000000"))
            }
        )
        == 3
    )


def test_a_page_without_a_picture_says_one_that_is_there(client: Client) -> None:
    home = HomePage.objects.get(locale__language_code="fr")
    page = home.add_child(instance=LandingPage(title="Venir de Rouen", slug="rouen"))
    html = client.get("/rouen/").content.decode()
    [address] = re.findall(r'property="og:image" content="https?://[^/"]+([^"]+)"', html)
    picture = client.get(address)
    assert picture["Content-Type"] == "image/png"
    assert "immutable" in picture["Cache-Control"]
    assert b"".join(picture).startswith(b"\x89PNG")  # type: ignore[arg-type] # it streams
    for wrong_address in (address.replace(".png", "0.png"), "/media/partage/0-x.png"):
        assert client.get(wrong_address).status_code == 404
    page.unpublish()
    assert client.get(address).status_code == 404


def graph_of(client: Client, path: str) -> dict[str, dict[str, object]]:
    html = client.get(path).content.decode()
    [json_ld] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return {load["@type"]: load for load in json.loads(json_ld)["@graph"]}


def test_pages_say_what_they_are_to_search_engines(client: Client) -> None:
    home = HomePage.objects.get(locale__language_code="fr")
    addresses = {
        "question": "Et la fibre </script> ?",
        "answer": RichText("<p>Elle est <b>là</b>.</p>"),
    }
    body = [("questions", {"title": "Questions", "questions": [addresses]})]
    news = home.add_child(instance=ListingPage(title="Actualités", slug="actualites"))
    news.add_child(instance=NewsPage(title="Le salon", slug="salon", body=body))
    assert {"WebPage", "WebSite", "Organization"} == graph_of(client, "/").keys()
    graph = graph_of(client, "/actualites/salon/")
    assert {"NewsArticle", "BreadcrumbList", "FAQPage", "WebSite", "Organization"} == graph.keys()
    way = graph["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in way] == ["Accueil", "Actualités", "Le salon"]  # type: ignore[attr-defined] # a list
    [question] = graph["FAQPage"]["mainEntity"]  # type: ignore[misc] # a list
    assert question["acceptedAnswer"]["text"] == "Elle est là."
    assert "CollectionPage" in graph_of(client, "/actualites/")
