"""Takes the picture of the README: the page of Boitron in the demo, as a French browser shows it.

    make run                               # in another terminal
    .venv/bin/python scripts/take_picture.py [http://127.0.0.1:8000]

The fields of dates speak the language of the browser, not that of the page: the browser needs its
French texts (on Debian, the package chromium-l10n). CHROMIUM names another program than that
which the tests use.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
PICTURE = PROJECT / "docs" / "images" / "place.png"
PAGE = "/travailler/telecentre-de-boitron/"
WIDTH, HEIGHT = 1280, 1010
COLOURS = 256
"""Enough for flat drawings, at a third of the weight."""


def main() -> None:
    base = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    picture = Image.open(io.BytesIO(screenshot(base + PAGE))).convert("RGB")
    picture.quantize(COLOURS).save(PICTURE, optimize=True)
    print(f"{PICTURE.relative_to(PROJECT)}: {PICTURE.stat().st_size // 1000} kB")


def screenshot(address: str) -> bytes:
    """The top of a page, as PNG."""
    program = os.environ.get("CHROMIUM") or str(PROJECT / ".tools" / "chromium")
    french = {**os.environ, "LANGUAGE": "fr_FR", "LANG": "fr_FR.UTF-8"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--lang=fr-FR"], env=french
        )
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, locale="fr-FR", color_scheme="light"
        )
        page.goto(address)
        page.wait_for_load_state("networkidle")
        return page.screenshot()


if __name__ == "__main__":
    main()
