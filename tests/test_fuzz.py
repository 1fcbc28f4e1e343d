"""Fuzzing of every parser of external files: each has its inputs, and none is missing."""

import ast
import hashlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import FrameType

import pytest

from bocage.foundation.ops.configuration import PROJECT_FOLDER
from fuzz.invented import invented_inputs
from fuzz.targets import TARGETS

CORPUS = PROJECT_FOLDER / "fuzz" / "corpus"
INPUTS = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
READERS = ("read_", "parse", "opened")
"""Prefixes of the names of functions that parse external content."""
ROOMS = PROJECT_FOLDER / "src" / "bocage"
INVENTED = 500
"""Number of inputs per parser: some seconds for all. `make fuzz` runs for ten minutes."""


def test_each_parser_has_inputs_and_each_input_a_parser():
    assert {path.parent.name for path in INPUTS} == set(TARGETS)


def test_each_function_of_imports_that_reads_is_reached_by_some_input():
    called_functions = set()

    def note(frame: FrameType, _event: str, _argument: object) -> None:
        called_functions.add((frame.f_code.co_filename, frame.f_code.co_name))

    try:
        for path in INPUTS:
            # Again for each: one that exhausts the stack ends it.
            sys.setprofile(note)
            with suppress(*TARGETS[path.parent.name].refusals):
                TARGETS[path.parent.name].read(path.read_bytes())
    finally:
        sys.setprofile(None)

    assert sorted(set(readers()) - called_functions) == []


def readers() -> Iterator[tuple[str, str]]:
    """Yields the functions of imports/ with the name of a parser, each with its file."""
    for path in sorted(ROOMS.rglob("imports/*.py")):
        for statement in ast.parse(path.read_text()).body:
            if isinstance(statement, ast.FunctionDef) and statement.name.startswith(READERS):
                yield str(path), statement.name


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_input_is_read_or_refused_as_the_parser_says(path: Path):
    target = TARGETS[path.parent.name]

    try:
        target.read(path.read_bytes())
    except target.refusals:
        assert target.refusals


@pytest.mark.parametrize("name", sorted(TARGETS))
def test_invented_input_is_read_or_refused_as_the_parser_says(name: str):
    failing = []
    for content in invented_inputs(name, corpus_of(name), INVENTED):
        try:
            TARGETS[name].read(content)
        except TARGETS[name].refusals:
            continue
        except Exception as error:
            failing.append((repr(error), content))

    assert failing[:1] == []


def test_same_inputs_are_invented_in_each_run():
    def printed(name: str) -> str:
        invented = invented_inputs(name, [b"un fichier", b"un autre"], 50)
        return hashlib.sha256(b"|".join(invented)).hexdigest()

    assert printed("mail") == printed("mail") != printed("calendar")


def corpus_of(name: str) -> list[bytes]:
    return [path.read_bytes() for path in INPUTS if path.parent.name == name]
