"""The demo, served again at each change: of the code, of a page, of a style or a script.

    make dev                  http://127.0.0.1:8000
    make dev PORT=8100

An instance of the demo (`bocage up`, in `var/dev`) holds the database and does the tasks, at the
next port; in front of it Django's own server begins again when a module changes, and reads pages
anew at each request; the front end is built again when its sources change. Styles and pages need
no restart at all.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
UV = str(PROJECT / ".tools" / "uv")


def main() -> None:
    """Runs the three until one ends or Ctrl-C, then ends the others."""
    port = int(os.environ.get("PORT", "8000"))
    data = PROJECT / "var" / "dev"
    environment = {
        **os.environ,
        "BOCAGE_DATA_DIR": str(data),
        "BOCAGE_DEMO": "true",
        "BOCAGE_DEBUG": "true",
    }
    bocage = [sys.executable, "-m", "bocage"]
    commands = {
        "instance": [*bocage, "up", "--demo", "--port", str(port + 1), "--web-workers", "1"],
        "pages": [*bocage, "runserver", str(port)],
        "front end": [UV, "run", "--no-sync", "node", "frontend/build.mjs", "--watch"],
    }
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_told: sys.exit(0))
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            ours = environment | {"BOCAGE_PORT": str(port if name == "pages" else port + 1)}
            running[name] = subprocess.Popen(command, cwd=PROJECT, env=ours)
        print(f"The demo, reloaded as you write: http://127.0.0.1:{port}/demo/")
        ended, _status = os.wait()
        sys.exit(next((f"{n} has ended." for n, one in running.items() if one.pid == ended), 0))
    finally:
        for one in running.values():
            one.terminate()
        for one in running.values():
            one.wait()


if __name__ == "__main__":
    main()
