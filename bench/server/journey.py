"""Booking in a browser, through the reverse proxy."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import mkdtemp

from bench.cluster.programs import CannotDrill
from bench.harness.stage import Stage
from bench.server.tree import DOMAIN
from bocage.foundation.ops.configuration import PROJECT_FOLDER

SESSION_COOKIE = "__Host-bocage_session"
"""Name of the cookie on encrypted pages (see settings)."""
CAME_FROM = {"Referer": f"https://{DOMAIN}/"}
"""Header of browsers for forms on encrypted pages, which Django checks."""
PATIENCE_MS = 30_000


def book_in_a_browser(stage: Stage, *, person: int, slot: int) -> str:
    """Opens the page of a place in Chromium, books an hour, and returns the title of the
    confirmation.

    Raises:
        CannotDrill: there is no browser, or the booking is not confirmed.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise CannotDrill("The browser is driven by Playwright: run `make packages`.") from error
    program = PROJECT_FOLDER / ".tools" / "chromium"
    if not program.exists():
        raise CannotDrill("There is no Chromium: run `make browser`.")
    room = stage.spread[person]
    hours = f"de={8 + slot:02}:00&a={9 + slot:02}:00"
    page_of_room = (
        f"https://{DOMAIN}/travailler/{room.slug}/?jour={stage.first_free_day}&moment=heures"
        f"&{hours}&espace={room.resource_id}"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(program),
            args=["--no-sandbox", "--disable-gpu", f"--host-resolver-rules=MAP {DOMAIN} 127.0.0.1"],
        )
        context = browser.new_context(ignore_https_errors=True, locale="fr-FR")
        context.add_cookies(
            [
                {
                    "name": SESSION_COOKIE,
                    "value": stage.sessions[person],
                    "domain": DOMAIN,
                    "path": "/",
                    "secure": True,
                    "httpOnly": True,
                    "sameSite": "Lax",
                }
            ]
        )
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        try:
            page.goto(page_of_room)
            page.get_by_role("button", name=re.compile("^Réserver")).first.click()
            page.wait_for_url(re.compile("/mes-reservations/"))
            return page.title()
        except Error as error:
            picture = Path(mkdtemp(prefix="bocage-journey-")) / "page.png"
            page.screenshot(path=str(picture))
            raise CannotDrill(f"Nobody could book in the browser ({picture}): {error}") from error
        finally:
            browser.close()
