"""Charts of figures in a browser: drawn without any style that the CSP rejects, with their table,
and downloaded as an image."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import check_page
from tests.journeys.conftest import screens

pytestmark = screens("phone")


@pytest.fixture
def guide(page: Page) -> Page:
    """Opens the style guide; the test fails if the console reports an error, as a CSP violation
    does."""
    page.goto("/style/")
    for name in ("annees", "mois", "communes"):
        page.locator(f"#guide-{name}").scroll_into_view_if_needed()
        expect(page.locator(f"#guide-{name} .chart-plot")).to_be_visible()
    return page


@screens("phone", "desk")
def test_charts_are_drawn_within_the_policy_and_read_aloud(guide: Page) -> None:
    years = guide.locator("#guide-annees")
    expect(
        years.get_by_role("img", name=re.compile("^42 ménages installés en 2026"))
    ).to_be_visible()
    assert guide.locator(".chart-plot style").count() == 0
    expect(years.locator(".chart-plot")).to_contain_text("Objectif 50")
    expect(guide.locator("#guide-mois .chart-plot")).to_contain_text("nov.")
    check_page(guide)


def test_each_value_stands_in_the_table_under_the_keyboard(guide: Page) -> None:
    summary = guide.locator("#guide-communes .chart-table summary")
    summary.focus()
    guide.keyboard.press("Enter")
    expect(guide.locator("#guide-communes").get_by_role("cell", name="2,8")).to_be_visible()


@screens("desk")
@pytest.mark.parametrize("look", [{"color_scheme": "light"}, {"color_scheme": "dark"}])
def test_the_images_stand_alone(guide: Page, tmp_path: Path) -> None:
    years = guide.locator("#guide-annees")
    with guide.expect_download() as saved:
        years.get_by_role("button", name=re.compile(r"Image \(SVG\)")).press("Enter")
    drawing = Path(saved.value.path()).read_text(encoding="utf-8")
    assert saved.value.suggested_filename == "guide-annees.svg"
    assert "var(--" not in drawing
    assert "class=" not in drawing
    assert "chiffres inventés pour ce guide" in drawing
    assert 'fill="rgb(255, 255, 255)"' in drawing
    with guide.expect_download() as saved:
        years.get_by_role("button", name=re.compile(r"Image \(PNG\)")).press("Enter")
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("look", [{"java_script_enabled": False}])
def test_without_scripts_the_bars_and_the_table_stay(page: Page) -> None:
    page.goto("/style/")
    expect(page.locator("#guide-communes svg.chart")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("Image"))).to_have_count(0)
    expect(page.locator("#guide-mois table")).to_be_visible()
