"""Tables and JSON of notaries, landlords and small agencies."""

import csv
import io
import json

import pytest

from bocage.housing.feeds.parsing import listings_json, tables
from bocage.housing.feeds.parsing.refusals import FeedRefused
from bocage.housing.feeds.parsing.tables import (
    ALIASES,
    header_of,
    missing_fields,
    suggested_mapping,
)
from tests.housing.feed_files import LISTING
from tests.housing.feeds.parsing.contract import ImporterContract


def table(*rows, header=None, delimiter=";", encoding="utf-8"):
    header = header or [ALIASES[name][0] for name in LISTING]
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue().encode(encoding, "replace")


def read(content, mapping=None):
    mapping = mapping or suggested_mapping(header_of(io.BytesIO(content)))
    return list(tables.read_listings(io.BytesIO(content), mapping))


class TestTables(ImporterContract):
    def read(self, content):
        mapping = suggested_mapping(header_of(io.BytesIO(content)))
        return tables.read_listings(io.BytesIO(content), mapping)

    def content(self, **values):
        return table([*{**LISTING, **values}.values()])


class TestJson(ImporterContract):
    def read(self, content):
        return listings_json.read_listings(io.BytesIO(content))

    def content(self, **values):
        return json.dumps({"listings": [{**LISTING, **values}]}).encode()


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiter_and_encoding_are_found(delimiter, encoding):
    content = table([*LISTING.values()], delimiter=delimiter, encoding=encoding)
    [row] = read(content)
    assert (row.row.title, row.row.town) == ("Longère de 5 pièces", "Mortagne-au-Perche")


def test_columns_are_guessed_from_what_people_call_them():
    header = ["Réf.", "Vente ou location", "Type de bien", "CP", "Commune", "Prix (€)", "Loyer"]
    assert suggested_mapping(header) == {
        "Réf.": "reference",
        "Vente ou location": "offer",
        "Type de bien": "kind",
        "CP": "postcode",
        "Commune": "town",
        "Prix (€)": "price",
    }


def test_a_mapping_that_was_confirmed_is_followed():
    content = table(["A1", "vente", "maison", "Sées", "90 000 €"], header=["a", "b", "c", "d", "e"])
    mapping = {"a": "reference", "b": "offer", "c": "kind", "d": "town", "e": "price"}
    [row] = read(content, mapping)
    assert (row.row.reference, row.row.price_eur) == ("A1", 90_000)


def test_columns_that_are_missing_refuse_the_table():
    content = table(["A1", "90000"], header=["ref", "prix"])
    with pytest.raises(FeedRefused) as refused:
        read(content)
    assert refused.value.code == "columns_missing"
    assert missing_fields({"x": "reference", "y": "price"}) == ["offer", "kind", "town"]


def test_a_table_of_five_thousand_columns_is_refused():
    with pytest.raises(FeedRefused):
        header_of(io.BytesIO(table(header=[f"c{number}" for number in range(5_000)])))


def test_the_zero_that_a_spreadsheet_took_away_comes_back():
    [row] = read(table([*{**LISTING, "postcode": "1000", "town": "Bourg"}.values()]))
    assert row.row.postcode == "01000"


def test_a_number_of_json_has_decimals_and_no_thousands():
    listing = {**LISTING, "offer": "location", "price": 650.125, "land": 1250}
    [row] = listings_json.read_listings(io.BytesIO(json.dumps([listing]).encode()))
    assert (row.row.price_eur, row.row.land_m2) == (650, 1_250)


def test_json_says_what_is_no_listing():
    rows = list(listings_json.read_listings(io.BytesIO(b'[1, {"price": true}]')))
    assert [row.problems[-1].code for row in rows] == ["not_an_object", "reference_missing"]


def test_halves_of_signs_that_json_may_spell_are_left_out():
    listing = {
        **LISTING,
        "title": "Mai\ud800son",
        "description": "<b>Au calme\udfff</b>",
        "virtual_tour": "https://visite.example/\ud800",
        "photos": ["https://photos.example/\ud800.jpg", "\ud800.jpg"],
    }
    [read] = listings_json.read_listings(io.BytesIO(json.dumps([listing]).encode()))

    assert (read.row.title, read.row.description) == ("Mai son", "Au calme")
    assert (read.row.virtual_tour, read.row.photos) == ("", ())
    codes = [problem.code for problem in read.problems]
    assert sorted(codes) == ["photo_not_public", "photo_not_public", "tour_not_public"]


@pytest.mark.parametrize("content", [b"", b"{}", b"[" * 100_000, b'{"listings": 3}', b"\xff"])
def test_what_is_no_json_of_ours_is_refused(content):
    with pytest.raises(FeedRefused):
        list(listings_json.read_listings(io.BytesIO(content)))
