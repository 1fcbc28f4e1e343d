"""The text of tables, whatever spreadsheet saved it."""

import pytest

from bocage.foundation.files.table_text import NoText, UnknownEncoding, delimiter_of, text_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding):
    assert text_of("été;œuf".encode(encoding)) == "été;œuf"


def test_what_is_no_text():
    with pytest.raises(NoText):
        text_of(b"PK\x03\x04\0")
    with pytest.raises(UnknownEncoding):
        text_of(b"\xff\xfe\x00\xd8")


@pytest.mark.parametrize(
    ("text", "sign"), [("a;b,c;d\n1,2,3,4", ";"), ("a,b", ","), ("a\tb", "\t"), ("", ";")]
)
def test_what_cuts_the_first_line(text, sign):
    assert delimiter_of(text) == sign
