"""Checks of a page: each opens it in one way, measures, and reports its findings."""

from __future__ import annotations

import io
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from playwright.async_api import Page, Response
from playwright.async_api import TimeoutError as StillBusy
from pypdf import PdfReader

from scripts.last_look.road import Road, Stop

FOLDER = Path(__file__).resolve().parent
PROJECT = FOLDER.parents[1]
AXE = PROJECT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WIDTHS = (1280, 768, 360)
HEIGHT = 900
DESK = {"width": 1280, "height": HEIGHT}
PHONE = {"width": 360, "height": HEIGHT}
SHEET = {"width": 718, "height": 1000}
"""A sheet of A4 between margins of a centimetre, in pixels."""
HEAVY_BYTES = 200_000
DRAWN_AGAIN_MS = 150
"""Boards, maps and charts are drawn again at a new width."""
MOVES_FOR_MS = 1_500
"""Milliseconds of observation of late movements, once a page seems to be loaded."""
MAX_SHIFT = 0.05
"""Half of the good value (web.dev, Cumulative Layout Shift)."""
LATE_MS = 5000
SLOW = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
"""A slow 3G: 400 kbit/s, 400 ms."""
MAX_STOPS = 150
MAX_SHEETS = 12
LEAST_LETTERS = 12
LEAST_TEXT_WITHOUT_SCRIPTS = 0.6
MAX_OF_A_KIND = 4
FRENCH = re.compile(
    r"\b(le|la|les|de|des|du|un|une|pour|vous|vos|votre|est|et|à|au|qui|que)\b", re.I
)
DARK_CONTRASTS = """axe.run(document, {runOnly: ["color-contrast"], iframes: false})
  .then((all) => all.violations.flatMap((one) => one.nodes))
  .then((nodes) => nodes.map((node) => node.html.slice(0, 140)))"""
FIRST_WORDS = """performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0"""

Look = Callable[[Road, Stop], Awaitable[None]]


@cache
def script(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


async def open_page(page: Page, address: str) -> None:
    """Opens a page until it rests, with our questions in it."""
    await page.goto(address)
    with suppress(StillBusy):  # A page with a live connection is never idle.
        await page.wait_for_load_state("networkidle", timeout=4000)
    await page.evaluate(script("in_page.js"))


async def widths(road: Road, stop: Stop) -> None:
    """Checks three widths, the weight, the errors of the console, and the links."""
    async with road.visit(stop.state, viewport=DESK) as context:
        page = await context.new_page()
        page.on(
            "console",
            lambda console_message: (
                console_message.type == "error"
                and road.tell("console", stop, console_message.text[:160])
            ),
        )
        page.on("pageerror", lambda error: road.tell("console", stop, str(error)[:160]))
        page.on("response", lambda answer: weigh(road, stop, answer))
        await open_page(page, road.address(stop))
        for width in WIDTHS:
            await page.set_viewport_size({"width": width, "height": HEIGHT})
            await page.wait_for_timeout(DRAWN_AGAIN_MS)
            for element in await page.evaluate("lastLook.wide()"):
                road.tell(f"too wide at {width}", stop, element)
            picture = road.file(stop, f"{width}.jpg")
            await page.screenshot(path=picture, type="jpeg", quality=70, full_page=True)
        for empty in await page.evaluate("lastLook.empties()"):
            road.tell("empty", stop, empty)
        text = await page.evaluate("lastLook.text()")
        if not await page.evaluate("lastLook.waysOn()"):
            road.tell("dead end", stop, text[:120])
        road.file(stop, "fr.txt").write_text(text, encoding="utf-8")


def weigh(road: Road, stop: Stop, answer: Response) -> None:
    """Reports a heavy response, with its own headers."""
    size = int(answer.headers.get("content-length") or 0)
    if size > HEAVY_BYTES:
        road.tell("heavy", stop, f"{size // 1000} kB, {answer.url}")


@cache
def own_words() -> str:
    """Returns all texts of the product, on one line."""
    sources = [
        path
        for ending in ("html", "py", "txt", "js", "svg")
        for path in (PROJECT / "src" / "bocage").rglob(f"*.{ending}")
        if not {"demo", "static"} & set(path.parts)
    ]
    sources += (PROJECT / "frontend" / "js").rglob("*.js")
    return " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in sources)


async def english(road: Road, stop: Stop) -> None:
    """Reports texts of ours that are French on the English page."""
    async with road.visit(stop.state, viewport=DESK) as context:
        page = await context.new_page()
        await open_page(page, road.address(stop))
        french = set(await page.evaluate("lastLook.words()"))
        answer = await page.goto(f"{road.walk.base}/en{stop.path}")
        if answer is None or answer.status >= 400:
            road.tell("no English page", stop, str(answer and answer.status))
            return
        await page.evaluate(script("in_page.js"))
        for words in sorted(french & set(await page.evaluate("lastLook.words()"))):
            if len(words) >= LEAST_LETTERS and FRENCH.search(words) and words in own_words():
                road.tell("French in the English page", stop, words[:140])
        text = await page.evaluate("lastLook.text()")
        road.file(stop, "en.txt").write_text(text, encoding="utf-8")


async def slow(road: Road, stop: Stop) -> None:
    """Measures layout shifts and waiting time, on a slow network with an empty cache."""
    for size in (PHONE, DESK):
        async with road.visit(stop.state, viewport=size) as context:
            await context.add_init_script(script("shifts.js"))
            page = await context.new_page()
            client = await context.new_cdp_session(page)
            await client.send("Network.enable")
            await client.send("Network.emulateNetworkConditions", SLOW)
            await page.goto(road.address(stop), timeout=90_000)
            await page.wait_for_timeout(MOVES_FOR_MS)
            shifts = await page.evaluate("lastLookShifts")
            waited = await page.evaluate(FIRST_WORDS)
        if shifts["sum"] > MAX_SHIFT:
            shifted = " ; ".join(shifts["moved"][:MAX_OF_A_KIND])
            road.tell(f"moves at {size['width']}", stop, f"{shifts['sum']:.3f}: {shifted}")
        if waited > LATE_MS:
            road.tell(f"late at {size['width']}", stop, f"first words after {waited / 1000:.1f} s")


async def dark(road: Road, stop: Stop) -> None:
    """Contrasts in the dark scheme, by axe."""
    async with road.visit(stop.state, viewport=DESK, color_scheme="dark") as context:
        page = await context.new_page()
        await open_page(page, road.address(stop))
        picture = road.file(stop, "dark.jpg")
        await page.screenshot(path=picture, type="jpeg", quality=70, full_page=True)
        await page.evaluate(AXE.read_text(encoding="utf-8"))
        for contrast in (await page.evaluate(DARK_CONTRASTS))[:MAX_OF_A_KIND]:
            road.tell("pale in the dark", stop, contrast)


async def paper(road: Road, stop: Stop) -> None:
    """Checks the print layout: no blank sheet, no cut content, a limited number of sheets."""
    async with road.visit(stop.state, viewport=SHEET) as context:
        page = await context.new_page()
        await open_page(page, road.address(stop))
        await page.emulate_media(media="print")
        for overflow in await page.evaluate("[...lastLook.wide(), ...lastLook.cut()]"):
            road.tell("cut on paper", stop, overflow)
        sheets = PdfReader(io.BytesIO(await page.pdf(format="A4"))).pages
    blank = [
        number for number, sheet in enumerate(sheets, start=1) if not sheet.extract_text().strip()
    ]
    if blank:
        road.tell("blank on paper", stop, f"{blank} of {len(sheets)} sheets")
    if len(sheets) > MAX_SHEETS:
        road.tell("long on paper", stop, f"{len(sheets)} sheets")


async def bare(road: Road, stop: Stop) -> None:
    """Checks the page without JavaScript: its content is visible, and its controls work."""
    async with road.visit(stop.state, viewport=PHONE) as context:
        page = await context.new_page()
        await open_page(page, road.address(stop))
        whole = len(await page.evaluate("lastLook.text()"))
    async with road.visit(stop.state, viewport=PHONE, java_script_enabled=False) as context:
        page = await context.new_page()
        await page.goto(road.address(stop))
        text = " ".join((await page.locator("main, body").last.inner_text()).split())
        offered = await page.evaluate(script("without_scripts.js"))
    if len(text) < whole * LEAST_TEXT_WITHOUT_SCRIPTS:
        road.tell("less without scripts", stop, f"{len(text)} letters of {whole}")
    for form in offered["forms"]:
        road.tell("form without a button, without scripts", stop, form)
    for button in offered["buttons"][:MAX_OF_A_KIND]:
        road.tell("idle button, without scripts", stop, button)


async def keys(road: Road, stop: Stop) -> None:
    """Checks the keyboard focus: each stop is visible, and none is a trap."""
    async with road.visit(stop.state, viewport=DESK) as context:
        page = await context.new_page()
        await open_page(page, road.address(stop))
        before = -1
        for _press in range(MAX_STOPS):
            await page.keyboard.press("Tab")
            focused = await page.evaluate("lastLook.stop()")
            if focused is None or (focused["number"] == 0 and before > 0):
                return
            if focused["number"] == before and not focused["holdsKeys"]:
                road.tell("keyboard held", stop, focused["what"])
                return
            if focused["number"] != before and not focused["isSeen"]:
                road.tell("focus unseen", stop, focused["what"])
            if focused["number"] != before and focused["cover"]:
                road.tell("focus covered", stop, f"{focused['what']} under {focused['cover']}")
            before = focused["number"]
    road.tell("long by keyboard", stop, f"more than {MAX_STOPS} stops")


LOOKS: dict[str, Look] = {
    "widths": widths,
    "english": english,
    "slow": slow,
    "dark": dark,
    "paper": paper,
    "bare": bare,
    "keys": keys,
}
