"""The guides for who writes programs, as pages of the site: they are those of docs/guides, which a
wheel carries beside this file (pyproject.toml), told with the address of this instance."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

CARRIED = Path(__file__).with_name("told")
IN_THE_REPOSITORY = Path(__file__).parents[3] / "docs" / "guides"
EXAMPLE = "https://bocage.example"
"""What the guides call an instance."""


@dataclass(frozen=True, kw_only=True)
class Guide:
    """A guide: its name in addresses, its file, and what it is called and for."""

    slug: str
    file: str
    title: str | Promise
    purpose: str | Promise


GUIDES = (
    Guide(
        slug="recettes",
        file="recettes-de-l-interface.md",
        title=_("Recettes"),
        purpose=_("Une réponse en cinq minutes : curl, Python, JavaScript, tableur"),
    ),
    Guide(
        slug="brancher-un-logiciel",
        file="developpeurs.md",
        title=_("Brancher un autre logiciel"),
        purpose=_("Jetons, applications, webhooks, encarts, fichiers et flux"),
    ),
    Guide(
        slug="brancher-un-assistant",
        file="brancher-un-assistant.md",
        title=_("Brancher un assistant"),
        purpose=_("Un assistant cherche, lit et réserve pour vous (MCP)"),
    ),
)


def guide_named(slug: str) -> Guide | None:
    """The guide of an address."""
    return next((one for one in GUIDES if one.slug == slug), None)


def written(guide: Guide) -> str:
    """Its text, in Markdown."""
    carried = CARRIED / guide.file
    path = carried if carried.exists() else IN_THE_REPOSITORY / guide.file
    return path.read_text(encoding="utf-8")


@cache
def shown(guide: Guide, language: str) -> SafeString:
    """What its page shows below its title. Links to other guides lead to their pages in a
    language; those to the files of the repository are left as words."""
    del language  # `reverse` reads it: the answer is kept for each.
    text = written(guide).replace(EXAMPLE, settings.BOCAGE.public_url)
    reader = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = _without_title(reader.parse(text))
    for token in tokens:
        _dress(token)
    _anchor(tokens)
    # Safe: our own text, in which HTML is not read as such.
    return mark_safe(reader.renderer.render(tokens, reader.options, {}))  # noqa: S308


def _without_title(tokens: list[Token]) -> list[Token]:
    """The page says the title: a heading of the first level, its words, its end."""
    return tokens[3:] if tokens and tokens[0].tag == "h1" else tokens


def _dress(token: Token) -> None:
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
            _lead(child)


def _lead(link: Token) -> None:
    address = str(link.attrGet("href") or "")
    other = next((one for one in GUIDES if address == one.file), None)
    if other is not None:
        link.attrSet("href", reverse("developers_guide", args=[other.slug]))
    elif not address.startswith(("https://", "http://", "#", "/")):
        link.attrs.pop("href")  # A file of the repository, which this site does not show.


def _anchor(tokens: Iterable[Token]) -> None:
    """Each heading can be led to by its words."""
    heading: Token | None = None
    for token in tokens:
        if token.type == "heading_open":
            heading = token
        elif token.type == "inline" and heading is not None:
            heading.attrSet("id", slugify(token.content))
            heading = None
