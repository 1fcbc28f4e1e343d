"""Documentation for people who take over the project: files that exist, and a complete
description."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest
import yaml

from scripts.dev import is_beyond_the_views

PROJECT = Path(__file__).parents[1]
PACKAGE = PROJECT / "src" / "bocage"
CONTRIBUTING = PROJECT / "CONTRIBUTING.md"
DOCUMENTS = sorted((PROJECT / "docs" / "contribuer").glob("*.md"))
NAMED_FILE = re.compile(r"`([\w./-]+/[\w.-]+\.(?:py|po|html|toml|yml))`")

NAMED_CODE = re.compile(r"`([A-Za-z]\w*(?:_\w|[a-z][A-Z])\w*)(?:\(\))?`")
NAMED_MODULE = re.compile(r"`([\w-]+\.(?:py|html|toml|yml|js|scss))`")
NAMES_OF_LIBRARIES = {"AddConstraintNotValid", "AddIndexConcurrently", "ValidateConstraint"}
READ = {".py", ".html", ".js", ".scss", ".toml", ".yml"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_file_that_is_named_is_there(document):
    names = NAMED_FILE.findall(document.read_text(encoding="utf-8"))
    rooms = [PROJECT, PACKAGE, *(PACKAGE / room for room in ("workspaces", "housing"))]

    missing = [
        name
        for name in names
        if not {"ROOM", "NAME", "FORMAT"} & set(re.split(r"\W", name))
        and not any((folder / name).exists() for folder in rooms)
    ]

    assert missing == []


@pytest.mark.parametrize("document", [*DOCUMENTS, CONTRIBUTING], ids=lambda path: path.stem)
def test_name_of_code_that_is_mentioned_exists(document, names_of_the_code):
    text = document.read_text(encoding="utf-8")
    mentioned = {*NAMED_CODE.findall(text), *NAMED_MODULE.findall(text)}

    assert mentioned - names_of_the_code - NAMES_OF_LIBRARIES == set()


@pytest.fixture(scope="module")
def names_of_the_code():
    """Returns the names of the files of the project, and every word of its code."""
    folders = [PROJECT / name for name in ("src", "tests", "scripts", "bench", "habits")]
    files = [path for folder in folders for path in folder.rglob("*.*") if path.suffix in READ]
    words = (re.findall(r"\w+", path.read_text(encoding="utf-8")) for path in files)
    at_the_root = (path.name for path in PROJECT.iterdir())
    return {*chain.from_iterable(words), *(path.name for path in files), *at_the_root}


def test_description_for_catalogues_says_what_its_standard_asks():
    """The keys that publiccode.yml 0.5 makes mandatory, and the lengths that it allows."""
    document = yaml.safe_load((PROJECT / "publiccode.yml").read_text(encoding="utf-8"))
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]

    assert {
        *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus"),
        *("softwareType", "description", "legal", "maintenance", "localisation"),
    } <= set(document)
    assert document["softwareVersion"] == project["version"]
    assert document["legal"]["license"] == project["license"]
    assert document["maintenance"]["contacts"][0]["name"]
    assert set(document["description"]) == set(document["localisation"]["availableLanguages"])
    for words in document["description"].values():
        assert len(words["shortDescription"]) <= 150
        assert 150 <= len(words["longDescription"]) <= 10_000
        assert words["features"]
        assert all(len(feature) <= 100 for feature in words["features"])


def test_make_dev_reads_the_project_again_where_more_than_a_view_changed():
    models, view, new = Path("models.py"), Path("views.py"), Path("handlers/new.py")
    before = {models: 1.0, view: 1.0}

    def is_beyond(after):
        return is_beyond_the_views(before, after, read={models})

    assert not is_beyond({models: 1.0, view: 2.0})
    assert is_beyond({models: 2.0, view: 1.0})
    assert is_beyond({models: 1.0})
    assert is_beyond({models: 1.0, view: 1.0, new: 1.0})
