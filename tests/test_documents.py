"""What the documents promise of one another: no dead link, and no decision left out."""

import re
import subprocess
from pathlib import Path

import pytest

from bocage.foundation.typography import is_typeset

PROJECT = Path(__file__).parents[1]
OUTSIDE = ("http://", "https://", "mailto:", "#", "/")
LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE_OR_ADDRESS = re.compile(r"^ {4}.*|`[^`]*`|(?<=\])\([^)]*\)")
IN_FRENCH = ("*.md", "guides/**/*.md", "declarations/*.md")


def documents() -> list[Path]:
    """The Markdown files of the project itself, not of the packages that it installs."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [path for name in listed.stdout.splitlines() if (path := PROJECT / name).exists()]


def links_of(document: Path) -> list[str]:
    return LINK.findall(FENCED.sub("", document.read_text(encoding="utf-8")))


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_each_relative_link_leads_somewhere(document: Path) -> None:
    dead = [
        link
        for link in links_of(document)
        if not link.startswith(OUTSIDE) and not (document.parent / link.partition("#")[0]).exists()
    ]
    assert dead == []


@pytest.mark.parametrize("folder", ["decisions", "guides", "operations", "architecture"])
def test_each_document_of_a_folder_is_in_its_list(folder: str) -> None:
    readme = PROJECT / "docs" / folder / "README.md"
    others = {path.name for path in readme.parent.glob("*.md")} - {"README.md"}

    assert others - {link.partition("#")[0] for link in links_of(readme)} == set()
    assert others != set()


def french_documents() -> list[Path]:
    """The documents of `docs/` that are written in French."""
    docs = PROJECT / "docs"
    return sorted(path for pattern in IN_FRENCH for path in docs.glob(pattern))


def test_french_documents_have_the_spaces_of_french() -> None:
    """A mark never begins a line, and a quotation mark never ends one."""
    wrong = [
        f"{document.relative_to(PROJECT)}: {line}"
        for document in french_documents()
        for line in FENCED.sub("", document.read_text(encoding="utf-8")).splitlines()
        if not is_typeset(CODE_OR_ADDRESS.sub("…", line))
    ]

    assert wrong == []
