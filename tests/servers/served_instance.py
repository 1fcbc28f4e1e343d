"""A `bocage up` as its users run it, in processes and a data folder of its own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bocage.foundation.ops.configuration import PROJECT_FOLDER

READY_TIMEOUT_SECONDS = 90
STOP_TIMEOUT_SECONDS = 20


class Instance:
    """A `bocage up` with its data folder and its port, run by the Python where it is installed."""

    def __init__(
        self, data_folder: Path, *, python: str | Path = sys.executable, **environment: str
    ) -> None:
        self.data_folder = data_folder
        self.python = python
        self.process: subprocess.Popen[str] | None = None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        names = ("PATH", "HOME", "LD_LIBRARY_PATH", "SSL_CERT_FILE")
        self.environment = {name: os.environ[name] for name in names if name in os.environ}
        self.environment |= {"LANG": "C.UTF-8", "PYTHONUNBUFFERED": "1", "BOCAGE_GEO_API": ""}
        self.environment |= environment

    def run(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self.python, "-m", "bocage", *arguments],
            env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip

    def stage(self) -> dict[str, Any]:
        """Creates signed-in people and bookable rooms, in an empty instance."""
        done = subprocess.run(
            [self.python, "-m", "bench", "stage", "booking"],
            env=self.environment | {"BOCAGE_DATA_DIR": str(self.data_folder)}, cwd=PROJECT_FOLDER,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def up(self, *options: str) -> subprocess.Popen[str]:
        where = ("--data-dir", str(self.data_folder), "--port", str(self.port))
        return self.run("up", *where, "--web-workers", "1", *options)

    @contextmanager
    def serving(self, *options: str) -> Iterator[subprocess.Popen[str]]:
        """An instance that is ready, and killed at the end of the block if it still runs."""
        self.output = ""
        with self.up(*options) as process:
            self.process = process
            try:
                self.wait_until_announced(process)
                self.wait_until_ready(process)
                yield process
            finally:
                process.kill()

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as page:
                return page.status, page.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, self.read(error)
        except (OSError, http.client.HTTPException):
            return 0, ""

    @staticmethod
    def read(error: urllib.error.HTTPError) -> str:
        """Returns the body of an error; empty if its process was killed while sending it."""
        try:
            return error.read().decode()
        except http.client.IncompleteRead:
            return ""

    def wait_until_announced(self, process: subprocess.Popen[str]) -> None:
        """Reads the instance's output until it prints its address."""
        for line in process.stdout or []:
            self.output += line
            if "Bocage est prêt" in line or '"event": "ready"' in line:
                return
        pytest.fail(f"bocage up stopped:\n{self.output}")

    def stop(self, process: subprocess.Popen[str], number: signal.Signals) -> str:
        """Stops the instance, and returns its whole output."""
        process.send_signal(number)
        rest, _ = process.communicate(timeout=STOP_TIMEOUT_SECONDS)
        return self.output + rest

    def wait_until_ready(self, process: subprocess.Popen[str]) -> None:
        """Waits for /readyz, and fails at once when the instance has stopped."""
        self.wait_for(lambda: process.poll() is not None or self.get("/readyz")[0] == 200)
        if process.poll() is not None:
            pytest.fail("bocage up stopped")

    @staticmethod
    def wait_for(condition) -> None:
        deadline = time.monotonic() + READY_TIMEOUT_SECONDS
        while not condition():
            if time.monotonic() > deadline:
                pytest.fail("It took too long.")
            # What starts needs the processor more than the question whether it has.
            time.sleep(0.05)

    def processes(self) -> list[str]:
        """Returns every process of this instance, identified by its environment."""
        mark = os.fsencode(self.data_folder)
        commands = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                if mark in (path / "environ").read_bytes() + (path / "cmdline").read_bytes():
                    commands.append((path / "cmdline").read_bytes().replace(b"\0", b" ").decode())
            except OSError:
                continue
        return commands
