"""Run of every workload, stored in a file while it goes on, so that it can be resumed.

All of France takes more than an hour, and a power cut loses no more than one workload of it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SAME_KEYS = ("size", "version", "rounds")
"""Keys that must be equal in both parts of one run."""

Document = dict[str, Any]


class NotThisRun(Exception):
    """Error raised when the file cannot store this run, or has other content; the message has the
    cause.
    """


@dataclass(frozen=True)
class RunFile:
    """File with the results so far."""

    path: Path

    def resume(self, beginning: Mapping[str, Any]) -> Document:
        """Returns the results of this run in the file, or the beginning without a file.

        An interrupted workload has no figures, and is left out: it is measured again.

        Raises:
            NotThisRun: it is of another size, version or number of rounds, or not a run at all.
        """
        if not self.path.exists():
            return dict(beginning)
        document = self._read()
        for name in SAME_KEYS:
            if document.get(name) != beginning[name]:
                raise NotThisRun(
                    f"{self.path} is a run whose {name} is {document.get(name, 'not told')}, and"
                    f" this one's is {beginning[name]}: give another file."
                )
        measured = {
            name: workload
            for name, workload in document["workloads"].items()
            if workload["figures"]
        }
        return document | {"workloads": measured}

    def write(self, document: Document) -> None:
        """Writes the whole document, in one step: a power cut leaves that of before or this one.

        Raises:
            NotThisRun: the file cannot be written.
        """
        unfinished = self.path.with_name(f"{self.path.name}.unfinished")
        try:
            with unfinished.open("w", encoding="utf-8") as file:
                json.dump(document, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.path)
        except OSError as error:
            raise NotThisRun(f"{self.path} cannot be written: {error}") from error

    def _read(self) -> Document:
        try:
            document = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise NotThisRun(f"{self.path} cannot be read: {error}") from error
        if not _is_a_run(document):
            raise NotThisRun(f"{self.path} is nothing that `python -m bench all` keeps.")
        return dict(document)


def _is_a_run(document: object) -> bool:
    match document:
        case {"name": "all", "machine": dict(), "workloads": dict() as workloads}:
            return all(_is_measured(workload) for workload in workloads.values())
    return False


def _is_measured(workload: object) -> bool:
    match workload:
        case {"parameters": dict(), "figures": dict(), "failures": list()}:
            return True
    return False
