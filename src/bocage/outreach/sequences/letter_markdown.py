"""Markdown of letters, rendered to passive HTML for mails, and to plain text.

Pictures (which would reveal who opens the letter), HTML of the author, and addresses other than web
and mail are rejected. The reader's name is inserted last, escaped, so that a name typed in a form
is never interpreted as markup.
"""

import re
from collections.abc import Callable, Sequence

import nh3
from django.utils.html import escape
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bocage.outreach.sequences.letter_notation import PLACEHOLDER

TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "h2", "h3", "blockquote", "hr"}
SCHEMES = {"http", "https", "mailto"}
STYLES = {
    "p": "margin:0 0 14px;",
    "h2": "margin:26px 0 10px;font:600 21px/1.3 Fraunces,Georgia,'Times New Roman',serif;",
    "h3": "margin:22px 0 8px;font:600 18px/1.3 Fraunces,Georgia,'Times New Roman',serif;",
    "ul": "margin:0 0 14px;padding-left:22px;",
    "ol": "margin:0 0 14px;padding-left:24px;",
    "blockquote": "margin:0 0 14px;padding-left:14px;border-left:3px solid #7ba05b;",
    "hr": "border:0;border-top:1px solid #d9ded6;margin:24px 0;",
}
OPEN, CLOSE = "\ue000", "\ue001"
"""Private use characters that enclose a name placeholder until the page is rendered."""
NAME_MARK = re.compile(f"{OPEN}([a-z]+){CLOSE}")

Addresser = Callable[[str], str]

_reader = MarkdownIt("commonmark", {"html": False}).disable(
    ["image", "code", "fence", "html_block", "html_inline", "backticks"]
)


def to_page(text: str, values: dict[str, str], addressed: Addresser) -> str:
    """Converts Markdown to HTML, with names filled in from `values`; `addressed` returns the
    address to which each link leads.
    """
    tokens = _tokens(text, values, addressed)
    page = nh3.clean(
        _reader.renderer.render(tokens, _reader.options, {}),
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
    )
    for tag, style in STYLES.items():
        page = page.replace(f"<{tag}>", f'<{tag} style="{style}">')
    return NAME_MARK.sub(lambda match: escape(values.get(match[1], "")), page).strip()


def to_text(text: str, values: dict[str, str], addressed: Addresser) -> str:
    """Converts a letter to plain text, with each address after its link text."""
    lines: list[str] = []
    bullets: list[int | None] = []
    prefix = ""
    for token in _tokens(text, values, addressed):
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            bullets.append(int(token.attrs.get("start", 1)) if token.tag == "ol" else None)
        elif token.type in {"bullet_list_close", "ordered_list_close"}:
            bullets.pop()
            lines.append("")
        elif token.type == "list_item_open":
            number = bullets[-1]
            prefix = "  " * (len(bullets) - 1) + ("- " if number is None else f"{number}. ")
            bullets[-1] = None if number is None else number + 1
        elif token.type == "hr":
            lines += ["* * *", ""]
        elif token.type == "inline":
            lines.append(prefix + _inline(token.children or []))
            prefix = ""
            if not bullets:
                lines.append("")
    plain = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return NAME_MARK.sub(lambda match: values.get(match[1], ""), plain)


def _tokens(text: str, values: dict[str, str], addressed: Addresser) -> list[Token]:
    clean = text.replace(OPEN, "").replace(CLOSE, "")
    marked = PLACEHOLDER.sub(
        lambda match: f"{OPEN}{match[1]}{CLOSE}" if values.get(match[1]) else (match[2] or ""),
        clean,
    )
    tokens = _reader.parse(marked)
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h2" if token.tag in {"h1", "h2"} else "h3"
        for child in token.children or []:
            if child.type == "link_open":
                child.attrs = {"href": addressed(str(child.attrs.get("href", "")))}
    return tokens


def _inline(children: Sequence[Token]) -> str:
    parts: list[str] = []
    addresses: list[str] = []
    for child in children:
        if child.type == "text":
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append("\n")
        elif child.type == "link_open":
            addresses.append(str(child.attrs.get("href", "")))
        elif child.type == "link_close":
            parts.append(f" ({addresses.pop().removeprefix('mailto:')})")
    return "".join(parts)
