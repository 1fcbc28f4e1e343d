"""The map of the site: an index of files, each page in both languages, with true dates."""

import re
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from bocage.foundation.http import sitemaps
from bocage.workspaces.models import Place
from tests.housing.factories import DwellingFactory
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory

pytestmark = pytest.mark.django_db

ROOT = settings.BOCAGE.public_url
SPACES = {"s": sitemaps.NAMESPACE, "x": "http://www.w3.org/1999/xhtml"}


def read(client: Client, address: str) -> ET.Element:
    return ET.fromstring(client.get(address).content)  # noqa: S314 - what we wrote


def files(client: Client) -> list[str]:
    index = read(client, "/sitemap.xml")
    return [element.text or "" for element in index.findall("s:sitemap/s:loc", SPACES)]


def entries(client: Client, address: str) -> dict[str, ET.Element]:
    document = read(client, address.removeprefix(ROOT))
    return {
        element.findtext("s:loc", "", SPACES): element
        for element in document.findall("s:url", SPACES)
    }


@pytest.fixture
def all_entries(client: Client) -> dict[str, ET.Element]:
    """Returns every entry of every file, once a commune, a place and homes exist."""
    PlaceFactory(status=Place.Status.DRAFT)
    PlaceFactory()
    DwellingFactory()
    now = timezone.now()
    DwellingFactory(is_on_the_market=False, gone_at=now)
    CommuneFactory(is_current=False)
    return dict(entry for file in files(client) for entry in entries(client, file).items())


def test_index_names_a_file_for_each_kind_of_page(client: Client, all_entries: object) -> None:
    assert files(client) == [
        f"{ROOT}/sitemap-{name}-1.xml" for name in ("communes", "lieux", "logements", "pages")
    ]
    for address in ("/sitemap-lieux-2.xml", "/sitemap-lieux-0.xml", "/sitemap-rien-1.xml"):
        assert client.get(address).status_code == 404
    assert f"Sitemap: {ROOT}/sitemap.xml" in client.get("/robots.txt").text


def test_every_address_is_a_public_page_in_both_languages(
    client: Client, all_entries: dict[str, ET.Element]
) -> None:
    assert {client.get(address.removeprefix(ROOT)).status_code for address in all_entries} == {200}
    for address, entry in all_entries.items():
        alternates = {
            link.get("hreflang"): link.get("href") for link in entry.findall("x:link", SPACES)
        }
        assert set(alternates) == {"fr", "en", "x-default"}
        assert address in alternates.values()
        assert alternates["x-default"] == alternates["fr"]
    kinds = {
        re.sub(r"/en/", "/", address.removeprefix(ROOT)).split("/")[1] for address in all_entries
    }
    assert {"communes", "travailler", "se-loger"} <= kinds


def test_a_date_is_that_of_the_last_change(client: Client) -> None:
    changed = timezone.now() - timedelta(days=40)
    place, home = PlaceFactory(), DwellingFactory(changed_at=changed)
    Place.objects.filter(pk=place.pk).update(updated_at=changed)
    for file, key in (("lieux", place.slug), ("logements", str(home.pk))):
        dates = {
            entry.findtext("s:lastmod", "", SPACES)
            for address, entry in entries(client, f"/sitemap-{file}-1.xml").items()
            if key in address
        }
        assert dates == {changed.isoformat(timespec="seconds")}
    communes = entries(client, "/sitemap-communes-1.xml").values()
    assert {entry.findtext("s:lastmod", "", SPACES) for entry in communes} == {""}


def test_many_pages_fill_several_files_and_no_page_is_twice(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemaps, "ROWS_IN_A_FILE", 2)
    for _number in range(5):
        CommuneFactory()
    commune_files = [file for file in files(client) if "communes" in file]
    addresses = [address for file in commune_files for address in entries(client, file)]
    assert len(commune_files) == 3
    assert len(addresses) == len(set(addresses)) == 10
    assert sitemaps.ROWS_IN_A_FILE * len(settings.LANGUAGES) < 50_000


def test_a_file_costs_one_statement_however_many_pages(
    client: Client, django_assert_num_queries: object
) -> None:
    for number in (1, 4):
        for _number in range(number):
            CommuneFactory()
        with django_assert_num_queries(1):  # type: ignore[operator] # a fixture
            assert client.get("/sitemap-communes-1.xml").status_code == 200
