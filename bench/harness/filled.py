"""Instance filled with the data of years, for the bench that requests all its pages.

A country takes twenty minutes to load, and its pages ten to request: in a named data folder, the
data are retained, and reused.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.harness.instance import Instance, embedded_instance, free_port
from bench.harness.outside_server import is_outside
from bench.harness.sizes import Size
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres

FILLED_VARIABLE = "BENCH_FILLED"
"""A data folder that does not exist yet, or that such a bench has filled, at the same size and
within the day: who walks is signed in no longer. Without it, the instance is temporary."""
RECORD = "filled.json"


@contextmanager
def filled_instance(
    size: Size, *, settings: Mapping[str, str], web_workers: int = 1
) -> Iterator[tuple[Instance, dict[str, Any]]]:
    """Runs a filled instance within the block, and yields it with the result of its loading.

    Its server is the embedded one: the bench counts sequential scans, which only this one reports.
    """
    if is_outside():
        print("routes are measured on the embedded PostgreSQL, which tells plans.", file=sys.stderr)
    folder = os.environ.get(FILLED_VARIABLE)
    if not folder:
        with embedded_instance(web_workers=web_workers, settings=settings) as instance:
            yield instance, _fill(instance, size)
        return
    instance = Instance(Path(folder), free_port(), web_workers, settings=dict(settings))
    instance.data_folder.mkdir(exist_ok=True)
    _forget_what_a_bench_changed(instance)
    instance.start()
    try:
        yield instance, _filled_once(instance, size)
    finally:
        instance.stop()


def _fill(instance: Instance, size: Size) -> dict[str, Any]:
    print("filling an instance…", file=sys.stderr)
    stage: dict[str, Any] = instance.set_stage("routes", size.name)
    return stage


def _filled_once(instance: Instance, size: Size) -> dict[str, Any]:
    record = instance.data_folder / RECORD
    if not record.exists():
        record.write_text(json.dumps(_fill(instance, size) | {"size": size.name}))
    stage_record: dict[str, Any] = json.loads(record.read_text())
    if stage_record["size"] != size.name:
        raise ValueError(f"{record} is of an instance at the size {stage_record['size']}.")
    return stage_record


def _forget_what_a_bench_changed(instance: Instance) -> None:
    """Resets what an earlier bench changed: the logging of plans, which takes time, and cached
    files.
    """
    shutil.rmtree(instance.data_folder / "kept", ignore_errors=True)
    changed = EmbeddedPostgres(instance.data_folder).cluster_folder / "postgresql.auto.conf"
    if changed.exists():
        changed.write_text("")
