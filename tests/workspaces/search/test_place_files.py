"""Places for other programs: tables, GeoJSON, the national census, a card, schema.org."""

import csv
import io
import json
from html import unescape

import pytest

from bocage.workspaces.models import Place, PlaceKind
from bocage.workspaces.places.imports import parse
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory
from tests.workspaces.factories import PlaceFactory, ResourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boitron():
    place = PlaceFactory(
        boitron=True, address="1, rue du Pont ; « haut »", postcode="61500", contact_email="a@b.fr"
    )
    ResourceFactory.create_batch(2, place=place)
    return place


def lines_of(answer):
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_list_is_a_table_with_the_filters_of_the_page(client, boitron):
    ResourceFactory(place=PlaceFactory(name="=1+1"))
    header, *rows = lines_of(client.get("/travailler/lieux.csv"))
    assert {row[0] for row in rows} == {"Télécentre de Boitron", "'=1+1"}
    assert len(header) == len(rows[0])

    _header, *rows = lines_of(client.get("/travailler/lieux.csv", {"personnes": "200"}))
    assert rows == []
    page = unescape(client.get("/travailler/", {"personnes": "2"}).content.decode())
    assert "/travailler/lieux.csv?personnes=2" in page
    book = client.get("/travailler/lieux.xlsx")
    assert book.content[:2] == b"PK"
    assert client.get("/travailler/lieux.pdf").status_code == 404


def test_the_map_shows_what_is_public_and_is_read_by_any_site(client, boitron):
    PlaceFactory(status=Place.Status.DRAFT, latitude=48.0, longitude=0.0, position_source="host")
    answer = client.get("/travailler/lieux.geojson")

    document = json.loads(answer.content)
    [feature] = document["features"]
    assert feature["geometry"]["coordinates"] == [0.26675, 48.56166]
    assert feature["properties"]["name"] == "Télécentre de Boitron"
    assert document["last_updated"] == feature["properties"]["last_updated"]
    assert document["ttl"] == 300
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert answer["Content-Type"] == "application/geo+json"
    second_answer = client.get("/travailler/lieux.geojson", HTTP_IF_NONE_MATCH=answer["ETag"])
    assert (second_answer.status_code, second_answer.content) == (304, b"")
    Place.objects.filter(pk=boitron.pk).update(name="Autre")
    assert (
        client.get("/travailler/lieux.geojson", HTTP_IF_NONE_MATCH=answer["ETag"]).status_code
        == 200
    )


def test_the_map_and_the_census_cost_two_statements(client, boitron, django_assert_num_queries):
    for address in ("/travailler/lieux.geojson", "/travailler/tiers-lieux.csv"):
        for _number in range(2):
            with django_assert_num_queries(2):
                client.get(address)
            PlaceFactory.create_batch(3, latitude=48.5, longitude=0.1, position_source="host")


def test_the_census_is_read_back_by_our_own_import(client, boitron):
    Place.objects.filter(pk=boitron.pk).update(
        kind=PlaceKind.COWORKING, website="https://boitron.example/"
    )
    PlaceFactory(
        source="census",
        external_id="552",
        latitude=48.4,
        longitude=0.1,
        postcode="",
        name="L’Atelier, « nord »",
        position_source="census",
    )
    PlaceFactory(name="Sans position")

    read = parse(client.get("/travailler/tiers-lieux.csv").content)

    assert read.errors == []
    rows = {row.name: row for row in read.rows}
    assert set(rows) == {"Télécentre de Boitron", "L’Atelier, « nord »"}
    row = rows["Télécentre de Boitron"]
    assert (row.kind, row.postcode, row.insee_code) == ("coworking", "61500", "61051")
    assert (row.latitude, row.longitude) == (48.56166, 0.26675)
    assert row.website == "https://boitron.example/"
    assert rows["L’Atelier, « nord »"].external_id == "552"


def test_a_card_holds_the_public_contact_and_no_line_that_is_not_ours(client, boitron):
    Place.objects.filter(pk=boitron.pk).update(
        name="Moulin; haut,\r\nTEL:112", access_instructions="Le code est 4242"
    )
    answer = client.get(f"/travailler/{boitron.slug}/contact.vcf")

    lines = answer.content.decode().split("\r\n")
    assert lines[:3] == ["BEGIN:VCARD", "VERSION:4.0", "KIND:org"]
    assert "FN:Moulin\\; haut\\,\\nTEL:112" in lines
    assert not [line for line in lines if line.startswith("TEL")]
    assert "EMAIL:a@b.fr" in lines
    assert "GEO:geo:48.561660,0.266750" in lines
    assert "4242" not in answer.content.decode()
    Place.objects.update(status=Place.Status.DRAFT)
    assert client.get(f"/travailler/{boitron.slug}/contact.vcf").status_code == 404


def test_a_place_says_what_it_is_in_the_words_of_schema_org(client, boitron):
    Place.objects.filter(pk=boitron.pk).update(description="</script><script>alert(1)</script>")
    page = client.get(boitron.get_absolute_url()).content.decode()
    block = page.split('<script type="application/ld+json">')[1].split("</script>")[0]

    document = json.loads(block)
    assert document["name"] == "Télécentre de Boitron"
    assert document["description"] == "</script><script>alert(1)</script>"
    assert len(document["openingHoursSpecification"]) == 14
    assert document["openingHoursSpecification"][0]["opens"] == "09:00"


def test_communes_are_on_a_map_and_say_what_they_are(client):
    commune = CommuneFactory(boitron=True)
    answer = client.get("/territoire/communes.geojson", {"departement": "61"})

    document = json.loads(answer.content)
    assert document["features"][0]["properties"]["code"] == "61051"
    assert answer["Access-Control-Allow-Origin"] == "*"
    second_answer = client.get(
        "/territoire/communes.geojson", {"departement": "61"}, HTTP_IF_NONE_MATCH=answer["ETag"]
    )
    assert second_answer.status_code == 304
    page = client.get(commune.get_absolute_url())
    assert '"AdministrativeArea"' in page.content.decode()
    assert "Boitron" in text_of(page)
