import gzip
import json

import pytest

from bocage.territory.errors import ReferenceUnreadable
from bocage.territory.imports.decoupage_administratif import (
    CommuneRow,
    DepartementRow,
    EpciRow,
    FormerCommuneRow,
    parse,
)

DEPARTEMENT = {"code": "61", "nom": "Orne", "region": "28"}
EPCI = {"code": "200035111", "nom": "CC des Sources de l'Orne", "type": "CC", "membres": ["61051"]}
BOITRON = {
    "code": "61051", "nom": "Boitron", "type": "commune-actuelle", "departement": "61",
    "codesPostaux": ["61500"], "population": 349,
}  # fmt: skip
MERLERAULT = {
    "code": "61275", "nom": "Merlerault-le-Pin", "type": "commune-actuelle", "departement": "61",
    "codesPostaux": ["61240"], "population": 1429, "anciensCodes": ["61310", "61999"],
}  # fmt: skip
NONANT = {
    "code": "61310", "nom": "Nonant-le-Pin", "type": "commune-deleguee", "chefLieu": "61275",
}  # fmt: skip


NO_POPULATION = "« population » n’est pas un nombre d’habitants"
NO_POSTCODES = "« codesPostaux » contient autre chose que des codes"


def pack(communes=(BOITRON,), departements=(DEPARTEMENT,), epci=(EPCI,), version="6.0.0"):
    document = {
        "version": version,
        "departements": list(departements),
        "epci": list(epci),
        "communes": list(communes),
    }
    return gzip.compress(json.dumps(document).encode())


def test_document_gives_typed_rows():
    reference = parse(pack([BOITRON, MERLERAULT, NONANT]))

    assert (reference.edition, reference.version) == (2026, "6.0.0")
    assert reference.departements == [DepartementRow("61", "Orne", "28")]
    assert reference.epcis == [EpciRow("200035111", "CC des Sources de l’Orne", "CC", ("61051",))]
    assert reference.communes == [
        CommuneRow("61051", "Boitron", "61", "200035111", ("61500",), 349),
        CommuneRow("61275", "Merlerault-le-Pin", "61", None, ("61240",), 1429),
    ]
    assert reference.former_communes == [
        FormerCommuneRow("61310", "Nonant-le-Pin", "delegated", "61275"),
        FormerCommuneRow("61999", "", "merged", "61275"),
    ]
    assert reference.errors == []


def test_municipal_arrondissement_leads_to_its_commune():
    paris = BOITRON | {"code": "75056", "nom": "Paris"}
    twentieth = {
        "code": "75120", "nom": "Paris 20e Arrondissement", "type": "arrondissement-municipal",
        "commune": "75056",
    }  # fmt: skip

    assert parse(pack([paris, twentieth])).former_communes == [
        FormerCommuneRow("75120", "Paris 20e Arrondissement", "arrondissement", "75056")
    ]


def test_commune_without_postcode_nor_population_is_read():
    bare = {key: BOITRON[key] for key in ("code", "nom", "type", "departement")}

    assert parse(pack([bare])).communes == [
        CommuneRow("61051", "Boitron", "61", "200035111", (), None)
    ]


@pytest.mark.parametrize(
    ("row", "error"),
    [
        ({"code": "6105X"}, ("communes 6105X", "« code » n’est pas un code")),
        ({"code": None}, ("communes n° 2", "sans code")),
        ({"nom": ""}, ("communes 61156", "« nom » manque")),
        ({"nom": "x" * 81}, ("communes 61156", "« nom » est trop long")),
        ({"nom": 7}, ("communes 61156", "« nom » manque")),
        ({"departement": "99"}, ("communes 61156", "département inconnu : '99'")),
        ({"population": -1}, ("communes 61156", NO_POPULATION)),
        ({"population": True}, ("communes 61156", NO_POPULATION)),
        ({"population": "9"}, ("communes 61156", NO_POPULATION)),
        ({"codesPostaux": "61500"}, ("communes 61156", NO_POSTCODES)),
        ({"codesPostaux": [61500]}, ("communes 61156", NO_POSTCODES)),
        ({"code": "61051"}, ("communes 61051", "code en double")),
        ({"type": "hameau"}, ("communes 61156", "nature de commune inconnue : 'hameau'")),
        (
            {"type": "commune-deleguee", "chefLieu": "61998"},
            ("communes 61156", "commune actuelle inconnue"),
        ),
    ],
)  # fmt: skip
def test_unreadable_row_is_reported_and_the_rest_is_imported(row, error):
    reference = parse(pack([BOITRON, BOITRON | {"code": "61156", "nom": "Essay"} | row]))

    assert [commune.name for commune in reference.communes] == ["Boitron"]
    assert [(row_error.row, row_error.reason) for row_error in reference.errors] == [error]


@pytest.mark.parametrize("row", [None, 7, "61051", []])
def test_row_that_is_no_object_is_reported(row):
    reference = parse(pack([BOITRON, row]))

    assert [(row_error.row, row_error.reason) for row_error in reference.errors] == [
        ("communes n° 1", "sans code")
    ]


def test_unknown_kind_of_intercommunalite_is_reported():
    reference = parse(pack(epci=[EPCI | {"type": "SIVU"}]))

    assert reference.epcis == []
    assert reference.communes[0].epci is None
    assert len(reference.errors) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        gzip.compress(b""),
        gzip.compress(b"[]"),
        gzip.compress(b"{}"),
        gzip.compress(b"\xff"),
        pack()[:-20],
        pack(version="6"),
        pack(version="latest"),
        gzip.compress(json.dumps({"version": "6.0.0", "departements": [], "epci": []}).encode()),
    ],
    # A gzip holds the second of its making: it would name the test anew at each collection.
    ids=lambda content: f"{len(content)} bytes",
)
def test_what_is_no_such_document_is_refused(content):
    with pytest.raises(ReferenceUnreadable):
        parse(content)
