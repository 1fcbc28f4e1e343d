"""Prepared databases for the instances of many benches: migrated, with or without communes.

Migrating takes ten seconds and an import of communes five, in each of twenty instances otherwise.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness.instance import (
    BEGINS_WITH_VARIABLE,
    Instance,
    copy_database,
    free_port,
    with_communes,
)
from bench.harness.sizes import Communes


@contextmanager
def prepared(territories: Iterable[Communes]) -> Iterator[Mapping[str, str]]:
    """Yields the environment of benches whose instances copy a prepared database.

    If the environment of the caller names a folder already, nothing is prepared.
    """
    if BEGINS_WITH_VARIABLE in os.environ:
        yield os.environ
        return
    with TemporaryDirectory(prefix="bocage-bench-") as folder:
        migrated = Path(folder) / "migrated"
        prepare(migrated, territories)
        yield os.environ | {BEGINS_WITH_VARIABLE: str(migrated)}


def prepare(migrated: Path, territories: Iterable[Communes]) -> None:
    """Makes a data folder that is migrated, and beside it one with each of the territories."""
    print("preparing what instances begin with…", file=sys.stderr)
    _at_rest(migrated).run("migrate", "--verbosity", "0")
    for communes in dict.fromkeys(territories):
        folder = with_communes(migrated, communes)
        if copy_database(migrated, folder):
            _at_rest(folder).run("import_territory", *communes, "--offline", "--json")


def _at_rest(data_folder: Path) -> Instance:
    return Instance(data_folder, free_port(), web_workers=1)
