"""The positions that the build writes, as the product reads them."""

import gzip
import json

import pytest

from bocage.territory.errors import ReferenceMissing, ReferenceUnreadable
from bocage.territory.imports.positions import Position, parse
from bocage.territory.reference_data import read_positions, read_reference


def pack(document):
    return gzip.compress(json.dumps(document).encode())


def test_each_commune_of_the_file_has_its_position_and_where_it_comes_from():
    positions = parse(pack({"61051": [48.57, 0.28, "geonames"], "61214": [48.7, 0.6, "outline"]}))

    assert positions == {
        "61051": Position(48.57, 0.28, "geonames"),
        "61214": Position(48.7, 0.6, "outline"),
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no archive",
        gzip.compress(b"no json"),
        pack([]) + b"more",
        pack(["61051"]),
        pack({"61051": [48.57, 0.28]}),
        pack({"61051": [48.57, "east", "geonames"]}),
        pack({"61051": [48.57, 0.28, "postcode_centre"]}),
        pack({"61051": None}),
    ],
    ids=range(9),
)
def test_what_the_build_does_not_write_is_refused(content):
    with pytest.raises(ReferenceUnreadable):
        parse(content)


def test_positions_that_were_not_built_are_reported_missing(tmp_path):
    with pytest.raises(ReferenceMissing):
        read_positions(tmp_path / "positions.json.gz")


def test_the_built_positions_are_of_communes_of_the_same_edition():
    known_codes = {commune.code for commune in read_reference().communes}
    positions = read_positions()

    assert positions.keys() <= known_codes
    assert len(positions) > 0.4 * len(known_codes)


def test_each_commune_of_the_orne_has_the_point_of_its_outline():
    orne = {row.code for row in read_reference().communes if row.departement == "61"}
    positions = read_positions()

    assert {positions[code].source for code in orne} == {"outline"}
