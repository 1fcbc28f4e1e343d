"""The feed of agency software, as it is met in the field."""

import io
import zipfile
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.housing.feeds.parsing import poliris
from bocage.housing.feeds.parsing.poliris import read_listings
from tests.housing.feed_files import SAMPLES, line
from tests.housing.feeds.parsing.contract import ImporterContract


def read(content):
    if isinstance(content, str):
        content = content.encode()
    return list(read_listings(io.BytesIO(content)))


def codes(read_row):
    return [problem.code for problem in read_row.problems]


class TestPoliris(ImporterContract):
    def read(self, content):
        return read_listings(io.BytesIO(content))

    def content(self, **values):
        return line(**values).encode()


def test_ranks_are_those_of_the_published_specification():
    names = dict(
        row.split(",", 1) for row in (SAMPLES / "columns-4.12.csv").read_text().splitlines()[1:]
    )
    labels = {name: names[str(rank)] for name, rank in poliris.RANKS.items()}
    assert labels["external_id"] == "Identifiant technique"
    assert labels["surface"] == "Surface (m²)"
    assert labels["energy_class"] == "Bilan consommation énergie"
    assert labels["garage"] == "Si garage"
    assert labels["net_price"] == "Prix hors honoraires acquéreur"
    assert all(names[str(rank)].startswith("Photo") for rank in poliris.PHOTO_RANKS)
    assert all(names[str(rank)].startswith("Titre") for rank in poliris.CAPTION_RANKS)


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_encodings_and_ends_of_line_are_found(encoding, end):
    text = end.join([line(title="Château à Sées"), line(title="Été", external_id="b")]) + end
    rows = read(text.encode(encoding))
    assert [row.row.title for row in rows] == ["Château à Sées", "Été"]
    assert [row.line for row in rows] == [1, 2]


def test_one_file_may_mix_encodings():
    content = line(title="Sées").encode() + b"\n" + line(title="Sées").encode("cp1252")
    assert [row.row.title for row in read(content)] == ["Sées", "Sées"]


@pytest.mark.parametrize(
    ("text", "version"), [("4.11", "4.11"), ("", ""), ("oui", ""), (" 4.08 ", "4.08")]
)
def test_the_first_line_says_the_version(text, version):
    content = "\r\n".join(["", line(ranks={301: text}), line(ranks={301: "4.10"})])
    assert poliris.stated_version(io.BytesIO(content.encode())) == version


def test_a_line_that_is_cut_before_it_says_no_version():
    for content in (b"", line(columns=300).encode(), b"x" * 3_000_000, b"!#" * 5_000):
        assert poliris.stated_version(io.BytesIO(content)) == ""


@pytest.mark.parametrize("columns", [174, 262, 300, 301, 318, 334, 340])
def test_older_and_newer_versions_have_fewer_or_more_columns(columns):
    [row] = read(line(columns=columns))
    assert row.row.external_id == ("bien-1" if columns >= 175 else "REF1")
    assert row.problems == ()


def test_stray_quotes_and_separators_stay_in_their_text():
    [row] = read(line(description='Dite "la Grange"!# au calme, ""vraie""', title='"Belle"'))
    assert row.row.description.startswith('Dite "la Grange"')
    assert row.row.price_eur == 180_000
    assert row.row.external_id == "bien-1"


def test_fields_without_quotes_are_read():
    [row] = read("agence!#REF1!#vente!#maison!#61400!#Sées!#!#!#!#!#120000")
    assert (row.row.town, row.row.price_eur) == ("Sées", 120_000)


def test_a_text_that_goes_over_lines_is_put_together_again():
    rows = read(line(description="Au calme.\nJardin.\r\nGarage.") + "\r\n" + line(external_id="b"))
    assert [row.row.external_id for row in rows] == ["bien-1", "b"]
    assert rows[0].row.description == "Au calme.\nJardin.\nGarage."


def test_markup_becomes_text_with_its_breaks():
    [row] = read(
        line(description="<p>Un</p><script>alert(1)</script>deux<BR/>trois &amp; <b>quatre</b>")
    )
    assert row.row.description == "Un\ndeux\ntrois & quatre"


def test_the_confidential_columns_are_never_read():
    secret = {rank: f"secret{rank}" for rank in range(108, 123)}
    rows = read(line(ranks=secret) + "\n" + line(ranks=secret, price="?"))
    assert "secret" not in repr(rows)


@pytest.mark.parametrize(
    ("values", "code", "column"),
    [
        ({"price": ""}, "price_missing", 11),
        ({"price": "-1"}, "price_out_of_range", 11),
        ({"price": "0"}, "price_out_of_range", 11),
        ({"price": "9e99"}, "price_not_a_number", 11),
        ({"price": "999999999"}, "price_out_of_range", 11),
        ({"offer": "don"}, "offer_unknown", 3),
        ({"kind": ""}, "kind_missing", 4),
        ({"town": "", "postcode": ""}, "town_missing", 6),
        ({"reference": "", "external_id": ""}, "reference_missing", 2),
    ],
)
def test_what_a_listing_must_say_rejects_its_row(values, code, column):
    [row] = read(line(**values))
    assert row.row is None
    assert (row.problems[-1].code, row.problems[-1].column) == (code, column)
    assert row.problems[-1].severity == "rejected"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"surface": "grande"}, "surface_invalid"),
        ({"latitude": "148.5", "longitude": "0.5"}, "position_invalid"),
        ({"energy_class": "Z"}, "energy_class_unknown"),
        ({"available_on": "demain"}, "date_invalid"),
        ({"contact_email": "chez moi"}, "email_invalid"),
        ({"virtual_tour": "javascript:alert(1)"}, "tour_not_public"),
        ({"kind": "yourte"}, "kind_unknown"),
        ({"external_id": ""}, "technical_id_missing"),
        ({"title": ""}, "title_missing"),
        ({"built_year": "12"}, "year_invalid"),
        ({"rooms": "9999"}, "rooms_invalid"),
    ],
)
def test_the_rest_is_left_out_and_reported(values, code):
    [row] = read(line(**values))
    assert row.row is not None
    assert codes(row) == [code]


def test_charges_fees_and_net_prices_may_part_their_thousands():
    [row] = read(line(price="250.000", net_price="240.000", fees="10.000", charges="1.100"))
    amounts = row.row.price_eur, row.row.net_price_eur, row.row.fees_eur, row.row.charges_eur
    assert amounts == (250_000, 240_000, 10_000, 1_100)


@pytest.mark.parametrize(
    ("values", "net"),
    [
        ({"net_price": "171428.57142857"}, 171_429),
        ({"net_price": "180000"}, 180_000),
        ({"net_price": ""}, None),
        ({"net_price": "0"}, None),
        ({"net_price": "181000"}, None),
        ({"net_price": "9000"}, None),
        ({"net_price": "600", "offer": "location", "price": "650"}, None),
    ],
)
def test_what_the_seller_gets_is_most_of_the_price_of_a_sale_or_it_is_left_out(values, net):
    (row,) = read(line(**values))

    assert row.row.net_price_eur == net


def test_cut_and_endless_lines_are_rejected_alone():
    endless = '"' + '"!#"'.join([""] * 5_000) + '"'
    heavy = line(description="x" * 1_100_000)
    rows = read("\n".join(['"a"!#"b"', endless, heavy, line()]))
    assert [codes(row) for row in rows] == [
        ["too_few_columns"],
        ["too_many_columns"],
        ["line_too_long"],
        [],
    ]
    assert rows[3].line == 4


def test_the_samples_are_read_whole():
    with zipfile.ZipFile(SAMPLES / "perche-immo-1.zip").open("Annonces.csv") as stream:
        rows = list(read_listings(stream))
    assert len(rows) == 60
    assert all(row.row is not None and row.problems == () for row in rows)
    assert rows[0].row.surface_m2 == Decimal("150.60")
    assert "\n" in rows[0].row.description


@given(st.lists(st.sampled_from(['"', "!#", "\n", "\r", "a", "é", '"!#"', "\0", " "]), max_size=60))
def test_any_arrangement_of_its_signs_is_read(signs):
    assert all(row.row is not None or row.problems for row in read("".join(signs)))
