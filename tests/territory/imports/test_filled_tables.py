"""Tables that people fill in: whatever their spreadsheet did to them."""

from io import BytesIO

import pytest

from bocage.territory.imports.filled_tables import (
    TableUnreadable,
    header_of,
    read_rows,
    suggested_mapping,
)

HEADER = "Courriel;Prénom;Nom;Ville\r\n"
ROW = "zoe@ville.example;Zoé;Lefèbvre;Caen\r\n"
NAMES = ["courriel", "prenom", "nom", "ville"]


def rows_of(content: bytes):
    rows = read_rows(BytesIO(content), NAMES, cell_limit=1_000)
    return [(row.line, list(row.cells.values()), row.problem, row.column) for row in rows]


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + ROW).encode(),
        (HEADER + ROW).encode("utf-8-sig"),
        (HEADER + ROW).encode("cp1252"),
        (HEADER + ROW).encode("utf-16"),
        b"\xfe\xff" + (HEADER + ROW).encode("utf-16-be"),
        (HEADER + ROW).replace(";", "\t").encode(),
        (HEADER + ROW).replace(";", ",").encode(),
        (HEADER + ROW).replace("\r\n", "\r").encode(),
        HEADER.encode() + ROW.encode("cp1252"),
    ],
    ids=["utf-8", "mark", "cp1252", "utf-16", "utf-16-be", "tab", "comma", "cr", "mixed"],
)
def test_a_table_is_read_whatever_wrote_it(content):
    assert rows_of(content) == [(2, ["zoe@ville.example", "Zoé", "Lefèbvre", "Caen"], "", "")]


def test_errors_of_a_row_are_reported_with_its_line():
    text = HEADER + ";;;\r\n" + "a;b;c;d;e\r\n" + f"a;{'b' * 2000};c;d\r\n'=1;a;;\r\n"
    assert [(line, *fields) for line, _cells, *fields in rows_of(text.encode())] == [
        (3, "too_many_cells", "5"),
        (4, "cell_too_long", "Prénom"),
        (5, "", ""),
    ]
    assert rows_of(text.encode())[-1][1][:2] == ["=1", "a"]


def test_a_comma_stands_in_quotes_where_it_also_cuts():
    assert rows_of(b'a;b;c;d\n"x";"y, z";"k; l";m')[0][1] == ["x", "y, z", "k; l", "m"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" ; ; \n", "empty"),
        (b"PK\x03\x04\0\0\0", "not_a_table"),
        (b"a\0b", "not_a_table"),
        (b"\xff\xfea\0\0\0", "not_a_table"),
        (b"\xff\xfe\x00\xd8", "encoding_unknown"),
        (b";".join([b"x"] * 61), "too_many_columns"),
        (HEADER.encode() + b"x" * 70_000, "line_too_long"),
        (b"\xff\xfe" + b"x\0" * 5_000_000, "line_too_long"),
        (HEADER.encode() + b'"' + b"never ends\n" * 20_000, "not_a_table"),
    ],
)
def test_what_is_no_table_stops_the_reading(content, code):
    with pytest.raises(TableUnreadable) as refused:
        rows_of(content)
    assert refused.value.code == code


def test_columns_match_the_usual_headings():
    names = {"prenom": "prenom", "e_mail": "courriel", "mail": "courriel"}
    header = header_of(BytesIO("Prénom;E-mail;Mail;;Remarques\n".encode()))
    assert suggested_mapping(header, names) == ["prenom", "courriel", "", "", ""]
