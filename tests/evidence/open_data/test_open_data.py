"""The open data: the same rows in each format, editions as their nights knew them, no secret."""

import csv
import io
import json
from datetime import date

import duckdb
import pytest
from django.urls import reverse

from bocage.evidence.models import IndicatorCell
from bocage.evidence.open_data.parquet import as_parquet
from bocage.evidence.open_data.rows import DataRow
from bocage.evidence.operations.snapshots import count_night
from bocage.evidence.registry import indicators
from tests.evidence.settled_households import add_settled_household
from tests.lasting import undone_at_the_end
from tests.pages.page_text import text_of
from tests.territory.factories import CommuneFactory, EpciFactory
from tests.welcome.charters.factories import CharterFactory

pytestmark = pytest.mark.django_db

INDICATORS = frozenset(
    {
        "settled_households",
        "settled_people",
        "relays_answered",
        "welcoming_communes",
        "campaign_touches",
    }
)

NIGHT, NEXT = date(2026, 6, 20), date(2026, 6, 21)
KEY = ("indicator", "level", "code", "span", "starts_on")


def add_settled_households(commune, households):
    for _number in range(households):
        add_settled_household(commune, date(2026, 5, 3))


@pytest.fixture(scope="module")
def counted_night(django_db_setup, django_db_blocker):
    """Twenty households in three communes, two of them in Boitron; a charter in Boitron."""
    with undone_at_the_end(django_db_blocker):
        sources, communes = EpciFactory(name="Sources de l’Orne"), {}
        for trait, households in (("boitron", 2), ("essay", 6), ("sees", 12)):
            communes[trait] = CommuneFactory(epci=sources, **{trait: True})
            add_settled_households(communes[trait], households)
        CharterFactory(commune=communes["boitron"])
        count_night(NIGHT)
        yield communes


def get_file(client, address, status=200, **headers):
    answer = client.get(address, **headers)
    assert answer.status_code == status, address
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def data_address(name, extension, query=""):
    return reverse("indicator_data", args=[name, extension]) + query


def csv_rows(client, address):
    text = get_file(client, address).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def parquet_rows(content, tmp_path):
    path = tmp_path / "table.parquet"
    path.write_bytes(content)
    with duckdb.connect() as connection:
        result = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def from_csv(row):
    """A row of a table for spreadsheets, with the types of the other formats."""
    numbers = {
        name: float(row[name]) if row[name] else None
        for name in ("value", "numerator", "denominator")
    }
    return row | numbers | {"is_secret": row["is_secret"] == "true"}


def values_of(rows, level="commune", span="year"):
    return {
        row["code"]: row["value"] for row in rows if (row["level"], row["span"]) == (level, span)
    }


@pytest.mark.parametrize("name", ["settled_people", "relays_answered", "welcoming_communes"])
def test_every_format_holds_the_same_rows(client, counted_night, tmp_path, name):
    table = [from_csv(row) for row in csv_rows(client, data_address(name, "csv"))]
    plain = json.loads(get_file(client, data_address(name, "json")))["figures"]
    columns = parquet_rows(get_file(client, data_address(name, "parquet")), tmp_path)

    assert [row | {"starts_on": str(row["starts_on"])} for row in columns] == plain
    assert table == plain
    assert (
        len(plain)
        == IndicatorCell.objects.filter(indicator=name)
        .exclude(level="commune", span="month", indicator="settled_people")
        .exclude(level="epci", span="month", indicator="settled_people")
        .count()
    )


def test_one_file_has_every_public_indicator(client, counted_night, tmp_path):
    table = csv_rows(client, reverse("open_data_all", args=["csv"]))
    columns = parquet_rows(get_file(client, reverse("open_data_all", args=["parquet"])), tmp_path)

    one_by_one = [
        row
        for indicator in indicators()
        if indicator.is_public
        for row in csv_rows(client, data_address(indicator.name, "csv"))
    ]
    assert table == one_by_one
    assert [row["indicator"] for row in columns] == [row["indicator"] for row in table]
    keys = [tuple(row[name] for name in KEY) for row in table]
    assert len(set(keys)) == len(keys)


def test_a_secret_figure_has_its_line_and_no_number(client, counted_night, tmp_path):
    rows = parquet_rows(get_file(client, data_address("settled_people", "parquet")), tmp_path)

    hidden = [row for row in rows if row["is_secret"]]
    assert {row["code"] for row in hidden} == {"61051", "61156"}
    assert {(row["value"], row["numerator"], row["denominator"]) for row in hidden} == {
        (None, None, None)
    }


def test_an_edition_tells_what_its_night_knew(client, counted_night):
    add_settled_households(counted_night["sees"], 3)
    count_night(NEXT)

    now = csv_rows(client, data_address("settled_households", "csv"))
    earlier_rows = csv_rows(client, data_address("settled_households", "csv", f"?nuit={NIGHT}"))

    assert values_of(now)["61464"] == "15.0000"
    assert values_of(earlier_rows)["61464"] == "12.0000"
    assert values_of(earlier_rows, "departement") == {"61": "20.0000"}


def test_an_edition_keeps_the_secrets_of_its_night(client, counted_night):
    add_settled_households(counted_night["boitron"], 6)
    count_night(NEXT)

    now = csv_rows(client, data_address("settled_households", "csv"))
    earlier_rows = csv_rows(client, data_address("settled_households", "csv", f"?nuit={NIGHT}"))

    assert values_of(now) == {"61051": "8.0000", "61156": "6.0000", "61464": "12.0000"}
    assert values_of(earlier_rows) == {"61051": "", "61156": "", "61464": "12.0000"}


def test_the_last_edition_is_the_same_with_and_without_its_date(client, counted_night):
    address = reverse("open_data_all", args=["csv"])

    assert get_file(client, address) == get_file(client, f"{address}?nuit={NIGHT}")


@pytest.mark.parametrize(
    "query",
    [
        "?nuit=2026-06-19", "?nuit=2026-13-40", "?nuit=demain", "?nuit=" + "9" * 5000,
        "?nuit=20%00", "?lecture=jadis", "?nuit=2026-06-20&lecture=",
    ],
)  # fmt: skip
def test_an_edition_that_is_not_there_is_not_found(client, counted_night, query):
    expected = 200 if query.endswith("lecture=") else 404

    for address in (
        data_address("settled_people", "csv", query),
        reverse("open_data_all", args=["parquet"]) + query,
        reverse("open_data_package") + query,
    ):
        assert client.get(address).status_code == expected, address


@pytest.mark.parametrize("name", ["unknown", "campaign_touches", "x" * 500])
@pytest.mark.parametrize("extension", ["csv", "json", "parquet"])
def test_what_is_not_public_has_no_file(client, counted_night, name, extension):
    assert client.get(f"/preuves/indicateurs/{name}/donnees.{extension}").status_code == 404


def test_a_reader_that_has_an_edition_is_not_sent_it_again(client, counted_night):
    address = data_address("settled_people", "csv")
    first = client.get(address)

    by_etag = client.get(address, headers={"If-None-Match": first["ETag"]})
    by_date = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
    count_night(NEXT)
    later = client.get(address, headers={"If-None-Match": first["ETag"]})

    assert [by_etag.status_code, by_date.status_code, later.status_code] == [304, 304, 200]
    assert later["ETag"] != first["ETag"]
    assert by_etag["Access-Control-Allow-Origin"] == first["Access-Control-Allow-Origin"] == "*"


def test_a_night_counted_again_is_another_edition(client, counted_night):
    address = data_address("settled_people", "csv")
    first = client.get(address)["ETag"]
    count_night(NIGHT)

    assert client.get(address)["ETag"] != first


def test_files_ask_as_many_questions_for_many_rows_as_for_few(
    client, counted_night, django_assert_num_queries
):
    address = data_address("settled_households", "csv")
    with django_assert_num_queries(8):
        few = get_file(client, address)
    for _number in range(8):
        add_settled_households(CommuneFactory(epci=counted_night["sees"].epci), 6)
    count_night(NEXT)
    with django_assert_num_queries(8):
        many = get_file(client, address)

    assert many.count(b"\n") > few.count(b"\n")


def rows_without_end(number):
    for number_of_row in range(number):
        hidden = number_of_row % 7 == 0
        figures = (None, None, None) if hidden else (number_of_row / 3, number_of_row, None)
        yield DataRow("é" * (number_of_row % 5), "commune", f"{number_of_row:05}", "Séez", "year",
                      date(1969 + number_of_row % 100, 1, 1), *figures, hidden)  # fmt: skip


@pytest.mark.parametrize("number", [0, 1, 2, 8, 9, 19_999, 20_000, 20_001, 45_000])
def test_parquet_is_read_as_it_was_written(tmp_path, number):
    parquet = b"".join(as_parquet(rows_without_end(number)))

    read = parquet_rows(parquet, tmp_path)

    assert [tuple(row.values()) for row in read] == [tuple(row) for row in rows_without_end(number)]


def test_the_page_lists_files_rows_editions_and_the_licence(client, counted_night):
    text = text_of(client.get(reverse("open_data")))

    assert "Licence Ouverte 2.0" in text
    assert "20 juin 2026" in text
    assert [
        indicator.name
        for indicator in indicators()
        if indicator.is_public and str(indicator.label) not in text
    ] == []


def test_the_page_asks_as_many_questions_for_many_nights_as_for_one(
    client, counted_night, django_assert_num_queries
):
    client.get(reverse("open_data"))
    with django_assert_num_queries(3):
        client.get(reverse("open_data"))
    count_night(NEXT)
    client.get(reverse("open_data"))
    with django_assert_num_queries(3):
        client.get(reverse("open_data"))
