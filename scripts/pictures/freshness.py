"""Detection of pictures that are older than their page.

The sources of a page are the templates that were read to render it when its picture was taken
(layouts and components among them), and the sentences of the module of its view and of the modules
that it imports to fill it: its forms, its texts, its models. All pages share the styles and the
menu entries. The digest of all this is stored beside the pictures; a picture whose digest differs
must be taken again. Comments, docstrings and line breaks of templates are ignored.

The rest is left out: code without a sentence, so that a new name makes no picture old, the data of
the demo, scripts of the browser, and modules further than one import from the view.
"""

from __future__ import annotations

import ast
import hashlib
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import TypedDict

PROJECT = Path(__file__).resolve().parents[2]
PICTURES_FOLDER = PROJECT / "docs" / "images"
RECORD = PICTURES_FOLDER / "pages.json"
OF_THE_STRIP = (
    "src/bocage/demo/templates/",
    "src/bocage/foundation/templates/foundation/layouts/demo_strip.html",
)
"""The strip of the demo, which is taken off the pictures."""
STYLES = ("frontend/scss/**/*.scss", "frontend/tokens.json")
OF_SCRIPTS = frozenset({"map.scss"})
"""Styles of what scripts draw, which are left out as they are."""
MENU_ENTRIES = ("add_public_link", "add_item")
SEEN_OF_AN_ENTRY = ("label", "rank", "icon", "group", "place")
SHOW_NOTHING = frozenset({"foundation", "acting", "errors", "limits", "operations", "policies"})
"""Parts of the names of modules without text for pages; and shared packages of every room, whose
templates are counted.
"""
TRANSLATING = frozenset({"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"})
STYLE_COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*\n", re.DOTALL | re.MULTILINE)
MAX_BYTES = 60_000
"""Maximum size of a picture."""


class Made(TypedDict):
    """Sources of a page when its picture was taken."""

    files: list[str]
    digest: str


def own_files(paths: Iterable[Path]) -> list[str]:
    """Returns the source files of a page that are ours, relative to the folder of the project."""
    within = {
        path.relative_to(PROJECT).as_posix() for path in paths if path.is_relative_to(PROJECT)
    }
    return sorted(
        name
        for name in within
        if name.startswith("src/bocage/") and not name.startswith(OF_THE_STRIP)
    )


def modules_of(view: ModuleType) -> list[Path]:
    """Returns the module of a view, and those that it imports to fill its pages."""
    names = {getattr(thing, "__module__", None) for thing in vars(view).values()}
    filling = {
        name
        for name in names
        if isinstance(name, str)
        and name.startswith("bocage.")
        and not SHOW_NOTHING & set(name.split("."))
    }
    files = (sys.modules[name].__file__ for name in filling | {view.__name__})
    return [Path(file) for file in files if file]


def shared() -> str:
    """Returns the digest that all pages share: styles and menu entries."""
    styles = sorted(
        path for pattern in STYLES for path in PROJECT.glob(pattern) if path.name not in OF_SCRIPTS
    )
    read = hashlib.sha256("\0".join(map(_content, styles)).encode())
    for path in sorted(PROJECT.glob("src/bocage/**/*.py")):
        text = path.read_bytes()
        if any(entry in text for entry in (b"add_public_link(", b"add_item(")):
            read.update(repr([_constants(entry) for entry in _entries(ast.parse(text))]).encode())
    return read.hexdigest()


def digest_of(files: Iterable[str], common: str) -> str:
    """Returns the digest of the current content of files, and of what all pages share.

    A missing file has no content. Names are left out: a moved file makes no picture old.
    """
    contents = {_content(PROJECT / name) for name in files} - {"", repr([])}
    return hashlib.sha256("\0".join([common, *sorted(contents)]).encode()).hexdigest()[:16]


def read_record() -> dict[str, Made]:
    """Returns the sources of each picture, by its name."""
    return json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}


def save_records(records: dict[str, Made]) -> None:
    """Writes the sources of the pictures, one picture per line."""
    lines = [f"  {json.dumps(name)}: {json.dumps(records[name])}" for name in sorted(records)]
    RECORD.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def older(records: dict[str, Made]) -> list[str]:
    """Returns the names of the pictures that are older than their page."""
    common = shared()
    return [
        name
        for name, record in records.items()
        if digest_of(record["files"], common) != record["digest"]
    ]


def _entries(module: ast.Module) -> list[ast.keyword]:
    """Returns the visible parts of the menu entries of a module."""
    entries = (call for call in _calls(module) if _name(call) in MENU_ENTRIES)
    return [part for entry in entries for part in entry.keywords if part.arg in SEEN_OF_AN_ENTRY]


def _content(path: Path) -> str:
    """Returns the content of a file, without the parts that do not affect a page."""
    if not path.exists():
        return ""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return repr(_sentences(ast.parse(text)))
    if path.suffix == ".html":
        return "".join(text.split())
    return STYLE_COMMENT.sub("", text) if path.suffix == ".scss" else text


def _sentences(module: ast.Module) -> list[object]:
    """Returns the texts of a module that are translated, in their order."""
    return [
        constant
        for call in _calls(module)
        if _name(call) in TRANSLATING
        for constant in _constants(call)
    ]


def _calls(module: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(module) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    return getattr(call.func, "id", "")


def _constants(node: ast.AST) -> list[object]:
    return [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
