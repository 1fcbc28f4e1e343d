"""Checks that every page of the product must pass in a browser, whatever it shows.

At the main width, a page passes axe, does not scroll sideways, and its targets are large. At the
other width, only what a width can change is checked: sideways scroll, size of targets and, by axe,
the parts that are only visible there, look different, or scroll (widths.js).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Page, ViewportSize

FOLDER = Path(__file__).resolve().parent
AXE = FOLDER.parents[1] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"

SCREENS: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 780},
    "desk": {"width": 1280, "height": 900},
}

TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  // What stands in a frame that scrolls, or hides, makes no page wider: but for what is placed by
  // something around that frame.
  const holder = (element) => getComputedStyle(element).position === "absolute"
    ? element.offsetParent ?? document.body : element.parentElement;
  const isFramed = (element) => element !== document.body
    && (getComputedStyle(element).overflowX !== "visible" || isFramed(holder(element)));
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > width + 1)
    .filter((element) => !isFramed(holder(element)))
    .map((element) => element.outerHTML.slice(0, 120))
    .slice(0, 5);
}"""

SMALL_TARGETS = """() => [...document.querySelectorAll("a,button,summary,select,input,textarea")]
  .filter((element) => {
    // The link of a row or of a card answers on all of it, by what it spreads after itself.
    const spread = getComputedStyle(element, "::after").position === "absolute";
    const box = (spread && element.offsetParent || element).getBoundingClientRect();
    const style = getComputedStyle(element);
    if (!box.width || !box.height || style.visibility === "hidden") return false;
    if (element.matches(".skip, [type=hidden], [type=checkbox], [type=radio]")) return false;
    // A link inside a sentence is as high as its line.
    const inText = element.matches("a") && style.display.startsWith("inline")
      && !style.display.includes("flex") && !style.display.includes("grid");
    return !inText && box.height < 43.5 && !element.closest(".crumbs, .maplibregl-map");
  })
  .map((element) => `${element.outerHTML.slice(0, 110)} is `
    + `${Math.round(element.getBoundingClientRect().height)} px high`)
  .slice(0, 5)"""


# What is on its way is drawn paler: a page is looked at once it is whole.
LAYOUT_SETTLED = """async () => {
  const end = performance.now() + 15000;
  while (document.querySelector(".htmx-request")) {
    if (performance.now() > end) throw new Error("A part of the page does not come");
    await new Promise(requestAnimationFrame);
  }
}"""

LAYOUT = (
    f"async () => {{ await ({LAYOUT_SETTLED})(); return [({TOO_WIDE})(), ({SMALL_TARGETS})()]; }}"
)

# Half the cost of sending half a million characters through the debugger, and cached by the
# browser. Not possible where scripts are blocked, or without a server.
FETCH_SCRIPT = """(address) => new Promise((brought) => {
  const without = document.createElement("div");
  without.innerHTML = "<noscript><b></b></noscript>";
  if (without.querySelector("b") || !navigator.onLine) return brought(false);
  const script = document.createElement("script");
  script.onload = () => brought(true);
  script.onerror = () => brought(false);
  script.src = address;
  document.head.append(script);
  script.remove();
})"""
AXE_ADDRESS = "/static/axe.js"
"""URL of `axe_source()` on the server of the journeys only; the same for HTML_CodeSniffer below."""

# Writing down the markup of all that axe looks at takes a fifth of its time: what is wrong will do.
AXE_FINDS_IN = """async (context) => {
  axe.configure({noHtml: true});
  const found = await axe.run(context, {resultTypes: ["violations"], iframes: false});
  const markup = (node) => document.querySelector(node.target[0])?.outerHTML.slice(0, 300);
  return found.violations.map(
    (one) => `${one.id}: ${one.help} ${one.nodes.slice(0, 3).map(markup).join(" ")}`);
}"""

AXE_FINDS = f"""async ([address, known]) => {{
  if (!("widths" in window) && !await ({FETCH_SCRIPT})(address)) return null;
  contrasts.begin(known);
  const wrong = await ({AXE_FINDS_IN})(document);
  widths.remember();
  return [wrong, contrasts.good()];
}}"""

AXE_FINDS_OTHERWISE = f"""async ([known, knownParts]) => {{
  contrasts.begin(known);
  const parts = widths.changed(knownParts);
  if (!parts.length) return [[], "", ""];
  const wrong = await ({AXE_FINDS_IN})({{include: parts}});
  return [wrong, contrasts.good(), widths.looksOf(parts)];
}}"""

HTMLCS = FOLDER.parent / "checkers" / "node_modules" / "html_codesniffer" / "build" / "HTMLCS.js"
HTMLCS_ADDRESS = "/static/htmlcs.js"

# Contrast is weighed by axe, which knows what lies under a text; the purpose of a field by the Nu
# checker, where this one breaks for want of words. That the rows of a table have a
# heading for each group (`scope="rowgroup"`) is not known here, where each cell would name its own;
# nor that a hidden form is sent by a script.
SNIFFED = (
    f"""async (address) => {{
  if (!("HTMLCS" in window) && !await ({FETCH_SCRIPT})(address)) return null;
"""
    + """
  for (const rules of HTMLCS_WCAG2AA.sniffs.filter((one) => one.include)) {
    rules.include = rules.include.filter((rule) => !/\\.1_(4_3|3_5)/.test(rule));
  }
  await new Promise((done, fail) => HTMLCS.process("WCAG2AA", document, done, fail));
  const faults = HTMLCS.getMessages().filter(({type, code, element}) => type === HTMLCS.ERROR
    && !code.endsWith("H43.HeadersRequired") && !element.closest?.("form[hidden]"));
  return faults.map(({code, msg, element}) =>
    `${code}: ${msg} ${(element.outerHTML ?? "").slice(0, 200)}`);
}"""
)

_good_contrasts: set[str] = set()
"""Styles of texts whose contrast axe has accepted in this process (contrasts.js)."""

_good_parts: set[str] = set()
"""Styles of width-dependent parts that axe has accepted in this process (widths.js)."""

# Scripts are notified of a new width first, and then the callbacks that wait for the frame run.
DRAWN_AT_SIZE = """({ width, height }) => new Promise((drawn) => {
  // The browser takes the size up in a frame of its own, and what watches sizes in the next one.
  const look = () => innerWidth === width && innerHeight === height
    ? requestAnimationFrame(() => requestAnimationFrame(drawn))
    : requestAnimationFrame(look);
  look();
})"""


@contextmanager
def answer_about(page: Page, words: str) -> Iterator[None]:
    """Leaves once the server has answered what was typed in full: no later answer comes."""
    query_string = urlencode({"q": words})
    with page.expect_response(lambda answer: answer.url.endswith(query_string)):
        yield


@cache
def axe_source() -> str:
    """axe, and what spares it the contrasts that it knows and what no width changes."""
    assert AXE.exists(), "axe-core is not installed: run `make frontend`"
    sources = (AXE, FOLDER / "contrasts.js", FOLDER / "widths.js")
    return "\n".join(source.read_text(encoding="utf-8") for source in sources)


@cache
def sniffer_source() -> str:
    """HTML_CodeSniffer, with the rules of WCAG at the level AA."""
    assert HTMLCS.exists(), "HTML_CodeSniffer is not installed: run `make checkers`"
    return HTMLCS.read_text(encoding="utf-8")


def check_page(page: Page) -> None:
    """Everything at the width of the journey, then what the other width changes; and back."""
    check_width(page)
    size = page.viewport_size
    assert size is not None
    check_other_width(page, SCREENS["desk" if size == SCREENS["phone"] else "phone"])
    _resize(page, size)


def check_width(page: Page) -> None:
    """Everything at the width that the page has, once it is whole. A journey that the other width
    would disturb (a focus, a pointer that rests) looks at its own alone."""
    page.wait_for_load_state()
    _assert_laid_out(page)
    assert_accessible(page)


def check_reflow(page: Page, size: ViewportSize) -> None:
    """Checks that no content of the open page is cut at this size."""
    _resize(page, size)
    assert_no_horizontal_scroll(page)


def check_other_width(page: Page, size: ViewportSize) -> None:
    """Checks what this size changes on the open page, which has passed `check_width`: sideways
    scroll, size of targets, and axe on the parts that look different."""
    _resize(page, size)
    _assert_laid_out(page)
    known_results = [" ".join(_good_contrasts), " ".join(_good_parts)]
    violations, good, good_parts = page.evaluate(AXE_FINDS_OTHERWISE, known_results)
    _good_contrasts.update(good.split())
    assert violations == [], f"{page.url}\n" + "\n".join(violations)
    _good_parts.update(good_parts.split())


def _resize(page: Page, size: ViewportSize) -> None:
    page.set_viewport_size(size)
    page.evaluate(DRAWN_AT_SIZE, dict(size))


def _assert_laid_out(page: Page) -> None:
    """Checks that no content exceeds the right edge, and that targets are large."""
    too_wide, small = page.evaluate(LAYOUT)
    assert too_wide == [], f"{page.url}\n" + "\n".join(too_wide)
    assert small == [], f"{page.url}\n" + "\n".join(small)


def assert_accessible(page: Page) -> None:
    """Checks the current page with axe."""
    arguments = [AXE_ADDRESS, " ".join(_good_contrasts)]
    result = page.evaluate(AXE_FINDS, arguments)
    if result is None:
        # It is large, and stays with the page. It is not in the frames, which hold a mail each.
        page.evaluate(axe_source())
        result = page.evaluate(AXE_FINDS, arguments)
    violations, good = result
    _good_contrasts.update(good.split())
    assert violations == [], f"{page.url}\n" + "\n".join(violations)


def sniffed(page: Page) -> list[str]:
    """Returns the errors found by HTML_CodeSniffer on the current page."""
    result: list[str] | None = page.evaluate(SNIFFED, HTMLCS_ADDRESS)
    if result is None:
        page.evaluate(sniffer_source())
        result = page.evaluate(SNIFFED, HTMLCS_ADDRESS)
    assert result is not None
    return result


def assert_no_horizontal_scroll(page: Page) -> None:
    """Checks that the page reflows: no content exceeds the right edge."""
    too_wide = page.evaluate(TOO_WIDE)
    assert too_wide == [], f"{page.url}\n" + "\n".join(too_wide)


def assert_targets_are_large(page: Page) -> None:
    """Checks that targets are 44 px high, except links within a sentence."""
    small = page.evaluate(SMALL_TARGETS)
    assert small == [], f"{page.url}\n" + "\n".join(small)
