"""Wheel installed as docs/operations/running.md describes: `uv tool install`, then `bocage up`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.cluster.programs import CannotDrill
from bocage.foundation.ops.configuration import PROJECT_FOLDER

UV = PROJECT_FOLDER / ".tools" / "uv"
CONSTRAINTS = "bocage/constraints.txt"
PORT = 8099
READY_S = 400.0
"""The first start makes the database and every table."""
STOP_S = 60.0
PASSED_VARIABLES = ("PATH", "HOME", "LANG")
"""Variables that pass from the environment of the drill, whose settings are not those of the tool.
"""


def try_tool(wheel: Path, folder: Path) -> float:
    """Installs a wheel in an empty folder, from the cache of uv, and starts it.

    Returns the seconds until it was ready.

    Raises:
        CannotDrill: it is not installed, or does not start; the message ends with its output.
    """
    with zipfile.ZipFile(wheel) as read:
        constraints = Path(read.extract(CONSTRAINTS, folder))
    folders = {"UV_TOOL_DIR": str(folder / "tools"), "UV_TOOL_BIN_DIR": str(folder / "bin")}
    environment = {
        name: os.environ[name] for name in PASSED_VARIABLES if name in os.environ
    } | folders
    process = subprocess.run(
        [
            UV, "tool", "install", "--quiet", "--offline", "--python", sys.executable,
            "--constraint", constraints, wheel,
        ],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if process.returncode:
        raise CannotDrill(f"`uv tool install` failed:\n{process.stderr[-3000:]}")
    return _up(folder, environment)


def _up(folder: Path, environment: dict[str, str]) -> float:
    working_folder = folder / "here"
    working_folder.mkdir()
    started = time.monotonic()
    with (folder / "up.log").open("w+") as log:
        process = subprocess.Popen(
            [folder / "bin" / "bocage", "up", "--port", str(PORT)],
            cwd=working_folder, env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            while not _is_ready():
                if process.poll() is not None or time.monotonic() - started > READY_S:
                    log.seek(0)
                    raise CannotDrill(f"`bocage up` does not come up:\n{log.read()[-3000:]}")
                time.sleep(0.2)
            return round(time.monotonic() - started, 1)
        finally:
            process.terminate()
            process.wait(STOP_S)


def _is_ready() -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
