"""What reads files of others is fuzzed: each has its inputs, and none is forgotten."""

import hashlib
from pathlib import Path

import pytest

from bocage.foundation.configuration import PROJECT_FOLDER
from fuzz.invented import invented_inputs
from fuzz.targets import TARGETS

CORPUS = PROJECT_FOLDER / "fuzz" / "corpus"
INPUTS = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
INVENTED = 1000
"""For each parser: six seconds for all of them."""


def test_each_parser_has_inputs_and_each_input_a_parser():
    assert {path.parent.name for path in INPUTS} == set(TARGETS)


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
