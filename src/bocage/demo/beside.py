"""A demo beside a real instance: a data folder, a database and a port of its own, which go with it.

It shares no file, no table, no key and no cookie with the instance (docs/decisions/first-steps.md).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import TimeoutExpired

from django.utils.translation import gettext_noop

from bocage.foundation.db.database import SocketFolder
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres
from bocage.foundation.ops import up
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.operator_errors import OperatorError
from bocage.foundation.ops.processes import (
    PARENT_VARIABLE,
    StopRequested,
    ignore_stop_signals,
    stop_on_signals,
)

FOLDER = "demo-beside"
MARK = "a-demo-that-may-be-erased"
ENOUGH = "it-may-end"
"""Written by the button of the demo, and read by the command that serves it."""
STOP_TIMEOUT_S = 60
LOOK_EVERY_S = 0.5
FOREIGN = ("BOCAGE_", "OTEL_", "PROMETHEUS_", "PGHOST", "PGSERVICE")
"""Prefixes of environment variables that concern the real instance only."""
NAMES_OF_THE_REAL_ONE = frozenset({"DATABASE_URL", "NOTIFY_SOCKET"})


class NotADemo(OperatorError):
    """The folder was not created for a demo, and is left unchanged."""


@dataclass(frozen=True)
class DemoBeside:
    """The demo of one instance."""

    folder: Path
    port: int

    @classmethod
    def of(cls, configuration: Configuration, port: int | None = None) -> DemoBeside:
        """Returns the demo of an instance, on the next port unless another is given."""
        beside = configuration.port + 1 if configuration.port < 65535 else configuration.port - 1
        return cls(configuration.data_dir / FOLDER, port or beside)

    @property
    def address(self) -> str:
        """Address of the demo, on `localhost` while the real instance of a first look is at
        127.0.0.1: browsers keep cookies by host and not by port, and signing in to one would
        sign out of the other.
        """
        return f"http://localhost:{self.port}"

    def environment(self, inherited: Mapping[str, str]) -> dict[str, str]:
        """Returns the environment of the demo, without the variables of the real instance, so that
        it reaches neither its database nor its mail server; only this machine can connect to the
        demo.
        """
        variables = {
            name: value
            for name, value in inherited.items()
            if not name.startswith(FOREIGN) and name not in NAMES_OF_THE_REAL_ONE
        }
        return variables | {
            "BOCAGE_DEMO": "true",
            "BOCAGE_ENVIRONMENT": "development",
            "BOCAGE_HOST": "127.0.0.1",
            "BOCAGE_PORT": str(self.port),
            "BOCAGE_BASE_URL": self.address,
            "BOCAGE_DATA_DIR": str(self.folder),
            PARENT_VARIABLE: str(os.getpid()),
        }

    def run(self) -> int:
        """Serves the demo until it is stopped, from the terminal or with its own button. Returns
        its exit code.

        Raises:
            NotADemo: its folder contains data that the demo did not create.
        """
        self._claim()
        command = [sys.executable, "-m", "bocage", "up"]
        stop_on_signals()
        process = subprocess.Popen(command, env=self.environment(os.environ))
        try:
            while not (self.folder / ENOUGH).exists():
                with suppress(TimeoutExpired):
                    return process.wait(LOOK_EVERY_S)
        except StopRequested:
            pass
        ignore_stop_signals()
        _stop(process)
        return 0

    def remove(self) -> bool:
        """Erases all that the demo wrote, wherever it did; whether there was something.

        Raises:
            NotADemo: the folder was not made by it.
            CannotStart: the demo is running.
        """
        if not self.folder.exists():
            return False
        self._check()
        with up.alone_in(self.folder):
            server = EmbeddedPostgres(self.folder)
            if server.running_process() is not None:
                with server.in_use():  # Left by a demo that was killed: taken over, then stopped.
                    pass
            # Both lie outside where the path is too long, or closed to PostgreSQL.
            shutil.rmtree(server.cluster_folder, ignore_errors=True)
            shutil.rmtree(SocketFolder(self.folder).path, ignore_errors=True)
            shutil.rmtree(self.folder)
        return True

    def _claim(self) -> None:
        """Makes the folder, and writes that it may go."""
        if self.folder.exists():
            self._check()
            (self.folder / ENOUGH).unlink(missing_ok=True)
            return
        self.folder.mkdir(parents=True, mode=0o700)
        (self.folder / MARK).touch()

    def _check(self) -> None:
        if not (self.folder / MARK).is_file():
            raise NotADemo(
                gettext_noop(
                    "{folder} n’a pas été fait par une démonstration : rien n’y est touché."
                ),
                folder=self.folder,
            )


def is_beside(data_folder: Path) -> bool:
    """Checks whether the instance of a data folder is a demo beside another, which may be
    erased."""
    return (data_folder / MARK).is_file()


def ask_to_end(data_folder: Path) -> None:
    """Requests the command that serves a demo to stop it, and to erase it."""
    (data_folder / ENOUGH).touch()


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Terminates the demo, and kills it after a timeout. Ctrl-C has reached it already."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        process.wait(STOP_TIMEOUT_S)
    except TimeoutExpired:
        process.kill()
        process.wait()
