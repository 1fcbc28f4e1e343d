"""PDF documents by Typst, and tables that no spreadsheet runs."""

import csv
import io
import re
from pathlib import Path

import pytest

from bocage.foundation.documents import TEMPLATES, pdf_of
from bocage.foundation.files.spreadsheets import csv_lines, harmless

PREAMBLE = "/foundation/documents/preamble.typ"
SHARED = {"preamble.typ", "paper.typ"}
PAPERS = [
    path
    for path in sorted(TEMPLATES.glob("*/documents/*.typ"))
    if path.name not in SHARED or path.parent.parent.name == "training"
]
TEMPLATE = "workspaces/documents/statement.typ"
DATA = {
    "title": "Relevé",
    "month": "Novembre 2026",
    "of": ["Télécentre de Boitron"],
    "to": [],
    "to_label": "Pour",
    "columns": ["Jour", "Quoi", "Montant (€)"],
    "lines": [["24/11/2026", "Poste 1", "12,50\u00a0€"]],
    "totals": [["Reste à payer", "12,50\u00a0€"]],
    "totals_label": "Totaux",
    "total_columns": ["Quoi", "Montant"],
    "nothing": "Rien",
    "made": "Établi le 24 novembre 2026.",
    "notes": [],
    "page": "Page",
}


def test_a_document_is_a_pdf_and_the_same_data_make_the_same_bytes():
    first = pdf_of(TEMPLATE, DATA)

    assert first.startswith(b"%PDF-")
    assert pdf_of(TEMPLATE, DATA) == first


@pytest.mark.parametrize(
    "hostile",
    [
        '#import "/settings.py"',
        '#read("/settings.py")',
        "*gras* _penché_ $x^2$ <étiquette> @renvoi // fin",
        '"; #panic("!")',
        "\\u{0}\u202e\u0007 \U0001f9d1\u200d\U0001f33e",
        "x" * 5000,
    ],
)
def test_what_somebody_typed_is_text_and_never_markup(hostile):
    typed = {**DATA, "lines": [["24/11/2026", hostile, "0"]], "of": [hostile], "notes": [hostile]}

    assert pdf_of(TEMPLATE, typed).startswith(b"%PDF-")


def test_a_document_of_a_thousand_lines_has_its_pages():
    many = pdf_of(TEMPLATE, {**DATA, "lines": DATA["lines"] * 1000})

    assert many.count(b"/Type/Page") + many.count(b"/Type /Page") > 20 or len(many) > 50_000


def test_an_empty_document_says_so():
    assert pdf_of(TEMPLATE, {**DATA, "lines": []}).startswith(b"%PDF-")


@pytest.mark.parametrize("path", sorted(TEMPLATES.glob("*/documents/*.typ")), ids=lambda p: p.name)
def test_a_template_reads_nothing_but_its_data(path):
    """It uses no package from the network, and no file except the preamble and the papers beside
    it: it shows its data only."""
    text = path.read_text(encoding="utf-8")
    imported = set(re.findall(r'#import "([^"]*)"', text))

    assert text.count("#import") == len(imported)
    beside = imported - {PREAMBLE}
    assert {Path(name).name for name in beside} == beside
    assert all((path.parent / name).suffix == ".typ" for name in beside)
    assert all((path.parent / name).is_file() for name in beside)
    assert "read(" not in text


@pytest.mark.parametrize("path", PAPERS, ids=lambda p: p.name)
def test_a_paper_begins_with_the_preamble_alone(path):
    """The metadata of a document are set in one place."""
    text = path.read_text(encoding="utf-8")

    assert text.count("#show: paper.with(title: ") == 1
    for word in ("set document", "font:", "lang:", "sys.inputs", 'alt: ""'):
        assert word not in text, word


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("=1+1", "'=1+1"),
        ("  @SUM(A1)", "'  @SUM(A1)"),
        ("+33 6 12", "'+33 6 12"),
        ("-2", "'-2"),
        ("\t=1", "'\t=1"),
        ("Poste 1", "Poste 1"),
        ("12,50", "12,50"),
        (None, ""),
        (3, "3"),
    ],
)
def test_a_cell_that_would_run_is_shown_as_text(cell, text):
    assert harmless(cell) == text


def test_a_table_opens_in_a_french_spreadsheet():
    text = "".join(csv_lines(["Quoi", "Montant"], [["Salle ; « été »", "12,50"], ['a"b\nc', "0"]]))

    assert text.startswith("\ufeffQuoi;Montant\r\n")
    assert list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";")) == [
        ["Quoi", "Montant"],
        ["Salle ; « été »", "12,50"],
        ['a"b\nc', "0"],
    ]
