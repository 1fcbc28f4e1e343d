"""Consistency of the documents: no dead link, no unlisted decision, and a site whose build fails on
a warning."""

import re
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest
import yaml

from bocage.foundation.formatting.typography import is_typeset
from scripts.docs_hooks import PAGES, linked_on_site

PROJECT = Path(__file__).parents[1]
SOURCES = PROJECT / "src" / "bocage"
OUTSIDE = ("http://", "https://", "mailto:", "#", "/")
LINK = re.compile(r"!?\[[^\]]*\]\(<?([^)>\s]+)>?(?:\s+\"[^\"]*\")?\)")
PATH = re.compile(r"`([a-z][\w-]*(?:/[\w.-]+)+\.(?:py|yml|typ|scss))(?:::?[\w.]+)?`")
PLACEHOLDER = re.compile(r"[A-Z]{4}")
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


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_each_path_of_code_that_is_named_is_there(document: Path) -> None:
    """Written from the root, from `src/bocage`, or from the folder of a room."""
    paths = set(PATH.findall(document.read_text(encoding="utf-8")))
    roots = (PROJECT, SOURCES, document.parent, *SOURCES.iterdir())

    missing = {
        path
        for path in paths
        if not PLACEHOLDER.search(path) and not any((root / path).exists() for root in roots)
    }
    assert missing == set()


@pytest.mark.parametrize("folder", ["decisions", "guides", "operations", "architecture"])
def test_each_document_of_a_folder_is_in_its_list(folder: str) -> None:
    readme = PROJECT / "docs" / folder / "README.md"
    documents = {path.name for path in readme.parent.glob("*.md")} - {"README.md"}

    assert documents - {link.partition("#")[0] for link in links_of(readme)} == set()
    assert documents != set()


def site() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((PROJECT / "mkdocs.yml").read_text(encoding="utf-8"))
    return read


def pages_of(nav: Any) -> list[str]:
    """The pages of a part of the navigation, whatever is within what."""
    if isinstance(nav, str):
        return [nav]
    parts = nav.values() if isinstance(nav, dict) else nav
    return [page for part in parts for page in pages_of(part)]


def test_each_page_of_the_site_stands_in_its_navigation_or_is_left_out_on_purpose() -> None:
    docs = PROJECT / "docs"
    pages = {path.relative_to(docs).as_posix() for path in docs.rglob("*.md")} | set(PAGES)
    listed = pages_of(site()["nav"])
    left_out = site()["not_in_nav"].split()

    assert len(listed) == len(set(listed))
    assert set(listed) - pages == set()
    assert {
        page
        for page in pages - set(listed)
        if not any(fnmatchcase(page, pattern) for pattern in left_out)
    } == set()


def test_excerpt_of_the_api_is_the_code() -> None:
    page = (PROJECT / "docs/architecture/api.md").read_text(encoding="utf-8")
    [excerpt] = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    code = (SOURCES / "network/gatherings/api.py").read_text(encoding="utf-8")

    assert [part for part in excerpt.strip().split("\n\n\n") if part not in code] == []


def test_build_of_the_site_counts_its_warnings() -> None:
    """MkDocs counts those that it prints: `--quiet` has a strict build pass whatever is wrong."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    [build] = [line for line in makefile.splitlines() if "/mkdocs build" in line]

    assert build.endswith("mkdocs build")
    assert site()["strict"] is True
    levels = [level for part in site()["validation"].values() for level in part.values()]
    assert set(levels) == {"warn"}


@pytest.mark.parametrize(
    ("address", "link", "expected"),
    [
        ("guides/README.md", "[a](roles/lieu.md#b)", "[a](roles/lieu.md#b)"),
        ("guides/README.md", "[a](../../SECURITY.md)", "[a](../security/telling.md)"),
        ("guides/README.md", "[a](../../src/bocage/cli.py)", "a"),
        ("security/telling.md", "[a](docs/security/asvs.md#v1)", "[a](asvs.md#v1)"),
        (
            "operations/server.md",
            "[a](../../CONTRIBUTING.md)",
            "[a](../contribuer/contributing.md)",
        ),
        ("operations/server.md", "[a](install)", "a"),
        ("nouveautes.md", "[a](https://example.org/)", "[a](https://example.org/)"),
    ],
)
def test_link_leads_to_a_page_of_the_site_or_is_left_as_words(
    address: str, link: str, expected: str
) -> None:
    assert linked_on_site(link, address) == expected


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
