"""What reads files of others is fuzzed: each has its inputs, and none is forgotten."""

from pathlib import Path

import pytest

from bocage.foundation.configuration import PROJECT_FOLDER
from fuzz.targets import TARGETS

CORPUS = PROJECT_FOLDER / "fuzz" / "corpus"
INPUTS = sorted(path for path in CORPUS.glob("*/*") if path.is_file())


def test_each_parser_has_inputs_and_each_input_a_parser():
    assert {path.parent.name for path in INPUTS} == set(TARGETS)


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_input_is_read_or_refused_as_the_parser_says(path: Path):
    target = TARGETS[path.parent.name]

    try:
        target.read(path.read_bytes())
    except target.refusals:
        assert target.refusals
