"""A run of every workload, kept in a file while it goes on: whoever is interrupted goes on from it.

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
"""What two halves of one run have in common."""

Document = dict[str, Any]


class NotThisRun(Exception):
    """The file cannot hold this run, or holds something else; the message says what."""


@dataclass(frozen=True)
class RunFile:
    """A file with what was measured so far."""

    path: Path

    def resume(self, beginning: Mapping[str, Any]) -> Document:
        """What the file has of the run that begins so, or the beginning where there is no file.

        What broke off in it has no figures, and is left out: it is measured again.

        Raises:
            NotThisRun: it is of another size, version or number of rounds, or no run at all.
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
