"""The last look: which links it follows, and what it writes of what it found."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from scripts.last_look.looks import FRENCH
from scripts.last_look.report import markdown
from scripts.last_look.sheets import make_sheets
from scripts.last_look.walk import path_of

BASE = "http://127.0.0.1:8123"


@pytest.mark.parametrize(
    ("link", "path"),
    [
        (f"{BASE}/travailler/?page=2#liste", "/travailler/?page=2"),
        (f"{BASE}/preuves/rapport.pdf", None),
        (f"{BASE}/en/travailler/", None),
        (f"{BASE}/demo/courrier/1/", None),
        ("https://www.insee.fr/", None),
        (f"{BASE}0/travailler/", None),
        ("mailto:accueil@orne.example", None),
    ],
)
def test_it_follows_the_pages_of_the_demo_alone(link: str, path: str | None) -> None:
    assert path_of(link, BASE) == path


def test_its_table_counts_each_kind_and_keeps_its_columns() -> None:
    rows = markdown(
        [
            {"kind": "empty", "role": "visitor", "path": "/b/", "what": "<ul>\n|</ul>"},
            {"kind": "empty", "role": "visitor", "path": "/a/", "what": "<ol></ol>"},
        ]
    ).splitlines()
    assert rows[0] == "- empty: 2"
    assert rows[-2:] == [
        "| empty | visitor | /a/ | <ol></ol> |",
        "| empty | visitor | /b/ | <ul> /</ul> |",
    ]
    assert "| --- |" in markdown([])


@pytest.mark.parametrize(
    ("words", "is_french"), [("Voir les pistes", True), ("Book a desk", False), ("Desk", False)]
)
def test_it_knows_french_by_its_small_words(words: str, is_french: bool) -> None:
    assert bool(FRENCH.search(words)) is is_french


def test_its_sheets_hold_what_was_taken(tmp_path: Path) -> None:
    for name, height in (("visitor--home", 300), ("visitor--press", 2)):
        Image.new("RGB", (36, height), "white").save(tmp_path / f"{name}--360.jpg")
    make_sheets(tmp_path, ["visitor--home", "visitor--press", "visitor--gone"])
    [sheet] = tmp_path.glob("sheet-*")
    assert sheet.name == "sheet-360-01.jpg"
    with Image.open(sheet) as opened:
        assert opened.width > 2 * 300
