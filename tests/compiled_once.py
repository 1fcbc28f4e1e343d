"""A pytest plugin: two processes that read the tests of a fresh clone share the work.

The first reading of a test file rewrites its assertions and compiles it, which takes a quarter of a
second; the next takes what the first has kept. The processes of pytest-xdist read all files in the
same order, so that each would compile all four hundred: every second one begins with the last, and
both find the other half done.
"""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def pytest_collection(session: pytest.Session) -> None:
    """Pytest itself collects afterwards, from the first file to the last."""
    worker = getattr(session.config, "workerinput", {"workerid": "gw0"})["workerid"]
    if int(worker.removeprefix("gw")) % 2:
        for path in sorted(_files_to_collect(session.config), reverse=True):
            name = path.relative_to(TESTS.parent).with_suffix("")
            importlib.import_module(".".join(name.parts))


def _files_to_collect(config: pytest.Config) -> Iterator[Path]:
    """The test files under what the command names, but for what it leaves aside."""
    here = config.invocation_params.dir
    named = [here / one.partition("::")[0] for one in config.args]
    aside = [here / one for one in config.getoption("ignore") or ()]
    for path in TESTS.rglob("test_*.py"):
        if any(map(path.is_relative_to, named)) and not any(map(path.is_relative_to, aside)):
            yield path
