"""The checkers of the walk find what they are there for: a page with one fault of each kind."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys.checks import sniffed
from tests.journeys.conftest import screens
from tests.journeys.markup import SeenPages

pytestmark = screens("phone")

FAULTS = {
    '<time datetime="2026-01-01T10:00:00.123456+00:00">hier</time>': "for attribute “datetime”",
    "<time>bientôt</time>": "time-datetime format",
    '<a href="tel:02 33 81 00 00">Appeler</a>': "Illegal character",
    '<span><form action="/"></form></span>': "Element “form” not allowed as child",
    '<input type="color" maxlength="7" aria-label="a">': "Attribute “maxlength” is only allowed",
    '<input type="month" placeholder="x" aria-label="b">': "Attribute “placeholder”",
    '<select maxlength="7" aria-label="c"><option>x</option></select>': "Attribute “maxlength”",
    '<details><summary role="button">x</summary></details>': "The “role” attribute must not",
    '<p id="twice"></p><p id="twice"></p>': "Duplicate ID",
    '<a hx-get="/">x</a>': "",
}
DOCUMENT = '<!doctype html><html lang="fr"><head><title>x</title></head><body>{}</body></html>'


def test_nu_checker_finds_each_kind_of_fault_and_knows_htmx(tmp_path: Path) -> None:
    pages = SeenPages(tmp_path)
    for fault in FAULTS:
        pages.add_text(fault, DOCUMENT.format(fault))
    errors = pages.errors()
    for fault, message in FAULTS.items():
        fault_lines = [line for line in errors if line.startswith(f"{fault}: ")]
        assert any(message in line for line in fault_lines) if message else fault_lines == [], fault


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ('<form action="/"><input aria-label="x"></form>', "H32.2"),
        ('<p id="twice">a</p><p id="twice">b</p>', "F77"),
        ('<img src="/x.png">', "H37"),
    ],
)
def test_sniffer_finds_faults(page: Page, fault: str, code: str) -> None:
    page.set_content(DOCUMENT.format(fault))
    assert any(code in line for line in sniffed(page))
