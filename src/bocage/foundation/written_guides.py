"""Guides of `docs/`, parsed and shown as a part of a page of the site.

A wheel carries them beside this file (pyproject.toml); a clone reads them from `docs/`. They are
shown with the address of the instance, and HTML in them is escaped.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token

CARRIED = Path(__file__).with_name("carried_documents")
IN_THE_REPOSITORY = Path(__file__).parents[3] / "docs"
EXAMPLE = "https://bocage.example"
"""Address of an instance in the guides."""

type Address = Callable[[str], str]
"""Maps a link or a picture of a guide to its address on the site; empty if the site lacks it."""


def guides_folder() -> Path:
    """Returns the folder that contains `guides/` and `images/`."""
    return CARRIED if CARRIED.is_dir() else IN_THE_REPOSITORY


@cache
def document_text(file: str) -> str:
    """Returns the text of a document, in Markdown.

    Raises:
        FileNotFoundError: there is none of this name.
    """
    return (guides_folder() / file).read_text(encoding="utf-8")


def title_of(file: str) -> str:
    """Returns the title of a document: its heading of the first level."""
    first = document_text(file).lstrip().partition("\n")[0]
    return first.removeprefix("# ").strip()


def render_document(file: str, *, link: Address, picture: Address) -> SafeString:
    """Renders a document below its title as HTML. A link for which `link` returns nothing becomes
    plain text, as does a picture.
    """
    text = document_text(file).replace(EXAMPLE, settings.BOCAGE.public_url)
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = _without_title(reader.parse(text))
    for token in tokens:
        _dress(token, link, picture)
    _anchor(tokens)
    # Safe: our own text, in which HTML is not read as such.
    return mark_safe(reader.renderer.render(tokens, reader.options, {}))  # noqa: S308


def _without_title(tokens: list[Token]) -> list[Token]:
    """Removes the title, a first-level heading of three tokens, since the page shows it."""
    return tokens[3:] if tokens and tokens[0].tag == "h1" else tokens


def _dress(token: Token, link: Address, picture: Address) -> None:
    if token.type in ("code_block", "fence"):
        token.type, token.info = "html_block", ""
        code = token.content.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        token.content = f'<pre class="recipe" tabindex="0"><code>{code}</code></pre>\n'
    elif token.type == "table_open":
        token.type = "html_block"
        token.content = '<div class="table-frame" tabindex="0"><table class="table">\n'
    elif token.type == "table_close":
        token.type, token.content = "html_block", "</table></div>\n"
    for child in token.children or ():
        if child.type == "link_open":
            _lead(child, "href", link)
        elif child.type == "image":
            child.attrSet("loading", "lazy")
            _lead(child, "src", picture)


def _lead(token: Token, attribute: str, address_of: Address) -> None:
    address = str(token.attrGet(attribute) or "")
    if address.startswith(("https://", "http://", "#", "/", "mailto:")):
        return
    target = address_of(address)
    if target:
        token.attrSet(attribute, target)
    else:
        token.attrs.pop(attribute)  # A file of the repository, which this site does not show.


def _anchor(tokens: Iterable[Token]) -> None:
    """Gives each heading an anchor made of its words."""
    heading: Token | None = None
    for token in tokens:
        if token.type == "heading_open":
            heading = token
        elif token.type == "inline" and heading is not None:
            heading.attrSet("id", slugify(token.content))
            heading = None
