"""What MkDocs is told beyond `mkdocs.yml`: pages made from files that stand outside `docs/`.

A link from a document to a file of the repository that is no page of the site (a program, a
folder of `deploy/`) is shown as its words: who reads the site has no repository beside it.
"""

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

PROJECT = Path(__file__).resolve().parents[1]
PAGES = {"nouveautes.md": PROJECT / "CHANGELOG.md"}
"""Pages of the site by their address, and the file of the repository that each shows."""

LINK = re.compile(r"\[([^\]]*)\]\((\.\./[^)\s]+)\)")


def on_files(files: Files, config: Any) -> Files:
    """Adds the pages that stand outside."""
    for address, source in PAGES.items():
        files.append(File.generated(config, address, content=source.read_text(encoding="utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, **_others: Any) -> str:
    """Leaves as words the links that lead out of the documents."""
    folder = (PROJECT / "docs" / page.file.src_uri).parent

    def within(link: re.Match[str]) -> str:
        target = (folder / link[2].partition("#")[0]).resolve()
        return link[0] if target.is_relative_to(PROJECT / "docs") else link[1]

    return LINK.sub(within, markdown)
