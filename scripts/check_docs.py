"""Checks the built site of the documents: internal links and anchors exist, and no page loads
anything from another site.

MkDocs checks the links of the Markdown sources; this checks those of the HTML.
"""

import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

SITE = Path(__file__).resolve().parents[1] / "var" / "docs"
FETCHED = {("script", "src"), ("img", "src"), ("iframe", "src"), ("source", "src")}
FETCHED_RELATIONS = {"stylesheet", "preload", "preconnect", "icon", "modulepreload"}


class Reader(HTMLParser):
    """Parser of a page: its anchors, its links, and its external resources."""

    def __init__(self) -> None:
        super().__init__()
        self.anchors: set[str] = {""}
        self.links: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.anchors.update(attributes[name] for name in ("id", "name") if name in attributes)
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        if tag == "link" and FETCHED_RELATIONS & set(attributes.get("rel", "").split()):
            self._fetch(attributes.get("href", ""))
        for name, value in attributes.items():
            if (tag, name) in FETCHED:
                self._fetch(value)

    def _fetch(self, address: str) -> None:
        self.links.append(address)
        if urlsplit(address).netloc:
            self.fetched.append(address)


def read(page: Path) -> Reader:
    """Parses one page of the site."""
    reader = Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def led_to(page: Path, link: str) -> tuple[Path, str] | None:
    """Returns the file and the anchor of a link; None for an external one."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        target = SITE / path.lstrip("/")
    else:
        target = (page.parent / path) if path else page
    target = target.resolve()
    return (target / "index.html" if target.is_dir() else target), unquote(parts.fragment)


def main() -> int:
    """Prints every fault; 1 where there is one."""
    pages = {page.resolve(): read(page) for page in sorted(SITE.rglob("*.html"))}
    faults = []
    for page, reader in pages.items():
        if page.name == "404.html":
            continue  # Its addresses are relative to the root of the served site.
        page_path = page.relative_to(SITE)
        faults += [f"{page_path} fetches {address} from another site" for address in reader.fetched]
        for link in reader.links:
            target = led_to(page, link)
            if target is None:
                continue
            file, anchor = target
            if not file.exists():
                faults.append(f"{page_path} leads to {link}, which is not there")
            elif file in pages and anchor not in pages[file].anchors:
                faults.append(f"{page_path} leads to {link}, which has no such passage")
    print("\n".join(faults) or f"{len(pages)} pages, no dead link, nothing fetched elsewhere.")
    return 1 if faults or not pages else 0


if __name__ == "__main__":
    sys.exit(main())
