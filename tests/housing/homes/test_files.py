"""The homes of a search for other programs: a table and a feed."""

import csv
import io
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone

from tests.housing.factories import DwellingFactory

pytestmark = pytest.mark.django_db

TABLE, FEED = "/se-loger/logements.csv", "/se-loger/logements.atom"
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client, **query):
    text = b"".join(client.get(TABLE, query).streaming_content).decode("utf-8-sig")
    return [row[0] for row in csv.reader(io.StringIO(text), delimiter=";")][1:]


def test_the_list_is_a_table_with_the_filters_and_the_order_of_the_page(client):
    DwellingFactory(title="=HYPERLINK(1)", price_eur=150_000)
    DwellingFactory(title="Maison", price_eur=90_000)
    DwellingFactory(title="Château", price_eur=900_000)

    assert titles(client, **{"prix-max": "200000", "tri": "prix"}) == ["Maison", "'=HYPERLINK(1)"]
    assert titles(client, **{"prix-max": "x" * 400, "mots": "\0"}) != []
    assert client.get("/se-loger/logements.xlsx").content[:2] == b"PK"


def test_a_feed_tells_of_a_search_without_an_alert(client):
    DwellingFactory(title="Ancienne", first_seen_at=timezone.now() - timedelta(days=9))
    DwellingFactory(title="Longère & grange")
    DwellingFactory(title="Château", price_eur=900_000)

    answer = client.get(FEED, {"prix-max": "200000"})

    root = ET.fromstring(answer.content)  # noqa: S314 - our own
    titles = [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")]
    assert [title.split(" · ")[0] for title in titles] == ["Longère & grange", "Ancienne"]
    assert "prix-max=200000" in answer.content.decode()
    again = client.get(FEED, {"prix-max": "200000"}, HTTP_IF_NONE_MATCH=answer["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_feed_that_finds_nothing_stays_the_same(client):
    first = client.get(FEED, {"prix-max": "1"})
    assert client.get(FEED, {"prix-max": "1"})["ETag"] == first["ETag"]


def test_a_table_and_a_feed_cost_the_same_whatever_there_is(client, django_assert_num_queries):
    DwellingFactory()
    for address, statements in ((TABLE, 2), (FEED, 3)):
        for _number in range(2):
            with django_assert_num_queries(statements):
                answer = client.get(address)
                b"".join(answer.streaming_content) if answer.streaming else answer.content
            DwellingFactory.create_batch(4)
