"""The parser of the census of third places, fed with good and hostile bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.workspaces.places.imports import RowError, Unreadable, parse

HEADER = "ID,NOM_TL,ADRESSE,CP,COMINIT,INSEECOM,NOMCOM,WEB,TYPO,LAT,LONG,INSEEDEP"
BOITRON = (
    "1267,L'écloserie numérique,.Telecentre de Boitron.La Clairière,61500,Boitron.,61051,Boitron,"
    "http://ecloserie-numerique.com/,Tiers lieux à dominante fablab,48.56166,0.26675,61"
)


def census(*lines: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join([HEADER, *lines]).encode(encoding)


def row(**changes: str) -> str:
    values = dict(zip(HEADER.split(","), BOITRON.split(","), strict=True)) | changes
    return ",".join(values.values())


def test_boitron_is_read_whole():
    [place] = parse(census(BOITRON)).rows

    assert (place.line, place.external_id, place.name, place.kind) == (
        2,
        "1267",
        "L’écloserie numérique",
        "fablab",
    )
    assert (place.address, place.postcode, place.insee_code, place.departement) == (
        "Telecentre de Boitron, La Clairière",
        "61500",
        "61051",
        "61",
    )
    assert (place.commune_names, place.website) == (
        ("Boitron",),
        "http://ecloserie-numerique.com/",
    )
    assert (place.latitude, place.longitude) == (48.56166, 0.26675)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_encodings_met_in_the_field(encoding):
    [place] = parse(census(BOITRON, encoding=encoding)).rows

    assert place.name == "L’écloserie numérique"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"ID": ""}, "it has no identifier"),
        ({"ID": "x" * 30}, "it has no identifier"),
        ({"NOM_TL": "  "}, "it has no name"),
        ({"LAT": ""}, "its latitude is not a number: ''"),
        ({"LAT": "nan"}, "its latitude is out of range: nan"),
        ({"LAT": "91"}, "its latitude is out of range: 91"),
        ({"LONG": "1e9"}, "its longitude is out of range: 1e9"),
        ({"LONG": "est"}, "its longitude is not a number: 'est'"),
        ({"INSEEDEP": "61,62"}, "it has more or fewer columns than the header"),
    ],
)
def test_unusable_row_is_reported_with_its_line(changes, reason):
    parsed = parse(census(row(**changes), row(ID="7")))

    assert parsed.errors == [RowError(2, reason)]
    assert [place.external_id for place in parsed.rows] == ["7"]


def test_second_row_with_an_identifier_is_reported():
    parsed = parse(census(BOITRON, row(ID="7"), BOITRON))

    assert parsed.errors == [RowError(4, "the identifier 1267 is that of line 2")]
    assert len(parsed.rows) == 2


def test_lines_are_counted_through_fields_of_several_lines():
    parsed = parse(census(row(ADRESSE='"Ferme\nde la Haie"'), row(ID="")))

    assert parsed.rows[0].address == "Ferme de la Haie"
    assert parsed.errors == [RowError(4, "it has no identifier")]


@pytest.mark.parametrize(
    ("text", "website"),
    [
        ("www.legrenierdepy.com", "http://www.legrenierdepy.com"),
        ("en cours", ""),
        ("javascript:alert(1)", ""),
        ("http://[oops", ""),
        ("http://a.fr/" + "x" * 300, ""),
        ("", ""),
    ],
)
def test_websites_are_addresses_or_nothing(text, website):
    assert parse(census(row(WEB=text))).rows[0].website == website


def test_unknown_codes_are_empty():
    [place] = parse(census(row(CP="0", INSEECOM="0"))).rows

    assert (place.postcode, place.insee_code) == ("", "")


def test_unclosed_quote_is_reported_without_an_exception():
    parsed = parse(census('8,"sans fin,' + "x" * 50))

    assert [error.line for error in parsed.errors] == [2]


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", b"\x00" * 40, b"\x81\x8d\x8f", b"x" * (21 * 1024 * 1024)]
)
def test_what_is_not_the_format_is_refused_whole(content):
    with pytest.raises(Unreadable):
        parse(content)


@given(st.binary(max_size=300))
def test_any_bytes_give_rows_and_errors_or_a_refusal(content):
    try:
        parsed = parse(HEADER.encode() + b"\n" + content)
    except Unreadable:
        return
    assert all(place.line > 1 for place in parsed.rows)
    assert all(error.line > 1 for error in parsed.errors)
