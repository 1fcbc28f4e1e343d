"""The words of a mail that came as a page alone."""

import re
from html.parser import HTMLParser

BLOCKS = frozenset(
    {"p", "div", "br", "tr", "li", "table", "blockquote", "h1", "h2", "h3", "h4", "hr", "ul", "ol"}
)
SILENT = frozenset({"style", "script", "head", "title", "template"})
QUOTING = ("gmail_quote", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote")
"""Class names with which mail programs mark quotations."""
QUOTING_IDS = ("divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container")
LONGEST = 1_000_000
VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "col", "wbr", "base", "area"})


def text_of_html(page: str) -> str:
    """Extracts the text of an HTML page, without styles, pictures and quotations."""
    reader = _Reader()
    reader.feed(page[:LONGEST])
    reader.close()
    text = re.sub(r"[ \t\xa0]+", " ", "".join(reader.parts))
    text = re.sub(r" ?\n ?", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


class _Reader(HTMLParser):
    """Collects the text; counts the depth of nested elements that are skipped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._ignored: list[str] = []
        self._is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._is_over:
            return
        attributes = {name: (value or "").lower() for name, value in attrs}
        if attributes.get("id", "").removeprefix("x_") in QUOTING_IDS:
            self._is_over = True
            return
        is_quoting = tag == "blockquote" or any(
            mark in attributes.get("class", "") for mark in QUOTING
        )
        if self._ignored or tag in SILENT or is_quoting:
            if tag not in VOID:
                self._ignored.append(tag)
            return
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._ignored:
            if tag in self._ignored:
                while self._ignored and self._ignored.pop() != tag:
                    pass
            return
        if tag in BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not (self._ignored or self._is_over):
            self.parts.append(re.sub(r"\s+", " ", data))
