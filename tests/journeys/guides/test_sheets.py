"""« En une feuille »: the sheet of each role is one A4 page when it is printed."""

import io

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from bocage.guides.shelf import documents
from tests.journeys.conftest import screens

pytestmark = [pytest.mark.django_db(transaction=True), screens("desk")]

SHEETS = [name for name in documents() if name.startswith("feuilles/")]


def test_each_sheet_is_one_page(page: Page, live_server) -> None:
    pages = {}
    for name in SHEETS:
        page.goto(f"/aide/{name}/")
        printed = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
        pages[name] = len(printed.pages)

    assert len(SHEETS) == 10
    assert {name: count for name, count in pages.items() if count != 1} == {}
