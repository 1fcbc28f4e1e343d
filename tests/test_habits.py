"""Our own rules of security: each is tried on what it must find, and names files that exist."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from bocage.foundation.ops.configuration import PROJECT_FOLDER

HABITS = PROJECT_FOLDER / "habits"
RULES = sorted(path for path in HABITS.glob("*/*.yml") if path.parent.name != "tests")


def read(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text())


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rule_is_tried_on_what_it_finds_and_on_what_it_lets_pass(path: Path):
    rule, tried = read(path), read(HABITS / "tests" / f"{path.stem}-test.yml")

    assert rule["id"] == tried["id"] == path.stem
    assert rule["severity"] == "error"
    assert tried["valid"]
    assert tried["invalid"]


@pytest.mark.parametrize("path", RULES, ids=lambda path: path.stem)
def test_rule_makes_exceptions_of_files_that_exist(path: Path):
    excepted = [place for place in read(path).get("ignores", []) if "*" not in place]

    assert [place for place in excepted if not (PROJECT_FOLDER / place).is_file()] == []


def test_no_rule_is_without_its_tests_and_no_test_without_its_rule():
    tried = {path.name.removesuffix("-test.yml") for path in (HABITS / "tests").glob("*.yml")}

    assert tried == {path.stem for path in RULES}
