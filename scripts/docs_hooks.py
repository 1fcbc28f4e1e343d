"""Hooks of MkDocs: pages made from files outside `docs/`.

A link from a document to a file of the repository that is not a page of the site (a program, a
folder of `deploy/`) is shown as plain text, since readers of the site have no repository.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.structure.files import Files

PROJECT = Path(__file__).resolve().parents[1]
DOCUMENTS = PROJECT / "docs"
PAGES = {
    "nouveautes.md": PROJECT / "CHANGELOG.md",
    "operations/server.md": PROJECT / "deploy" / "server" / "README.md",
    "contribuer/contributing.md": PROJECT / "CONTRIBUTING.md",
    "security/telling.md": PROJECT / "SECURITY.md",
}
"""Pages of the site by their address, and the file of the repository that each shows."""
ADDRESSES = {source: address for address, source in PAGES.items()}

LINK = re.compile(r"\[([^\]]*)\]\((?![a-z]+:|[#/])([^)\s#]+)(#[^)\s]*)?\)")
"""A link to another file: its words, its path, its passage."""


def on_files(files: Files, config: Any) -> Files:
    """Adds the pages that stand outside."""
    from mkdocs.structure.files import File

    for address, source in PAGES.items():
        files.append(File.generated(config, address, content=source.read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, **_options: Any) -> str:
    """Rewrites the links to pages of the site; other internal ones become plain text."""
    return linked_on_site(markdown, page.file.src_uri)


def linked_on_site(markdown: str, address: str) -> str:
    """Returns the Markdown of a page, with its links rewritten for the site."""
    folder = PAGES.get(address, DOCUMENTS / address).parent
    here = (DOCUMENTS / address).parent

    def within(link: re.Match[str]) -> str:
        words, path, passage = link.groups(default="")
        target = (folder / path).resolve()
        if target in ADDRESSES:
            target = DOCUMENTS / ADDRESSES[target]
        if not target.is_relative_to(DOCUMENTS):
            return words
        return f"[{words}]({Path(os.path.relpath(target, here)).as_posix()}{passage})"

    return LINK.sub(within, markdown)
