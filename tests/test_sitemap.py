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
    return [one.text or "" for one in index.findall("s:sitemap/s:loc", SPACES)]


def entries(client: Client, address: str) -> dict[str, ET.Element]:
    written = read(client, address.removeprefix(ROOT))
    return {one.findtext("s:loc", "", SPACES): one for one in written.findall("s:url", SPACES)}


@pytest.fixture
def told(client: Client) -> dict[str, ET.Element]:
    """Every entry of every file, once a commune, a place and homes are there."""
    PlaceFactory(status=Place.Status.DRAFT)
    PlaceFactory()
    DwellingFactory()
    now = timezone.now()
    DwellingFactory(is_on_the_market=False, gone_at=now)
    CommuneFactory(is_current=False)
    return dict(one for file in files(client) for one in entries(client, file).items())


def test_index_names_a_file_for_each_kind_of_page(client: Client, told: object) -> None:
    assert files(client) == [
        f"{ROOT}/sitemap-{name}-1.xml" for name in ("communes", "lieux", "logements", "pages")
    ]
    for address in ("/sitemap-lieux-2.xml", "/sitemap-lieux-0.xml", "/sitemap-rien-1.xml"):
        assert client.get(address).status_code == 404
    assert f"Sitemap: {ROOT}/sitemap.xml" in client.get("/robots.txt").text


def test_every_address_is_a_public_page_in_both_languages(
    client: Client, told: dict[str, ET.Element]
) -> None:
    assert {client.get(where.removeprefix(ROOT)).status_code for where in told} == {200}
    for where, entry in told.items():
        others = {one.get("hreflang"): one.get("href") for one in entry.findall("x:link", SPACES)}
        assert set(others) == {"fr", "en", "x-default"}
        assert where in others.values()
        assert others["x-default"] == others["fr"]
    kinds = {re.sub(r"/en/", "/", where.removeprefix(ROOT)).split("/")[1] for where in told}
    assert {"communes", "travailler", "se-loger"} <= kinds


def test_a_date_is_that_of_the_last_change(client: Client) -> None:
    changed = timezone.now() - timedelta(days=40)
    place, home = PlaceFactory(), DwellingFactory(changed_at=changed)
    Place.objects.filter(pk=place.pk).update(updated_at=changed)
    for file, key in (("lieux", place.slug), ("logements", str(home.pk))):
        dates = {
            entry.findtext("s:lastmod", "", SPACES)
            for where, entry in entries(client, f"/sitemap-{file}-1.xml").items()
            if key in where
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
    named = [file for file in files(client) if "communes" in file]
    found = [where for file in named for where in entries(client, file)]
    assert len(named) == 3
    assert len(found) == len(set(found)) == 10
    assert sitemaps.ROWS_IN_A_FILE * len(settings.LANGUAGES) < 50_000


def test_a_file_costs_one_statement_however_many_pages(
    client: Client, django_assert_num_queries: object
) -> None:
    for number in (1, 4):
        for _one in range(number):
            CommuneFactory()
        with django_assert_num_queries(1):  # type: ignore[operator] # a fixture
            assert client.get("/sitemap-communes-1.xml").status_code == 200
