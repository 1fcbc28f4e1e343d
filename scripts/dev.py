"""Development server of the demo, which reloads at each change of code, templates or styles.

    make dev                  http://127.0.0.1:8000
    make dev PORT=8100

An instance of the demo (`bocage up`, in `var/dev`) runs the database and the tasks, at the next
port. In front of it this program serves the pages, with processes forked one from the other:

- this one has imported the libraries;
- the next one has imported the settings, the models and the startup modules of the rooms, and is
  replaced when one of these changes;
- the last one has imported the views, and is forked again when anything else changes.

Pages, styles and scripts need no restart: pages are read at each request, and the front end is
built again when its sources change. English translations need `make translations`.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path

from watchfiles import PythonFilter, watch

PROJECT = Path(__file__).resolve().parents[1]
SOURCES = PROJECT / "src" / "bocage"
UV = str(PROJECT / ".tools" / "uv")
LOOKED_AT_EVERY = 1_000
"""Milliseconds between two polls of the sources, where the system reports no change: during a
restart, or on a disk without notifications.
"""
SAVED_TOGETHER = 20
"""Milliseconds: files saved one so soon after the other are one change."""

LIBRARIES = (
    "asgiref.sync", "bs4", "draftjs_exporter.html", "fido2.server", "holidays",
    "httpcore", "icalendar", "imaplib", "jinja2", "jwcrypto.jwt", "markdown_it", "nh3",
    "oauthlib.openid", "PIL.Image", "PIL.ImageDraw", "PIL.ImageOps", "PIL.ImageSequence",
    "pillow_heif", "procrastinate", "prometheus_client", "psycopg", "psycopg_pool", "pydantic",
    "pydantic_settings", "pydoc", "pygments.formatters.html", "pyrage", "requests", "shapely",
    "statistics", "stdnum.fr.siret", "stdnum.fr.tva", "structlog", "tarfile", "typst",
    "unittest.mock", "uuid_utils.compat", "xml.dom.minidom", "yaml", "django.contrib.postgres",
    "django.core.management", "django.core.servers.basehttp", "django.db.backends.postgresql.base",
    "django.db.migrations", "django.db.models", "django.forms", "django.http", "django.template",
    "django.urls", "django.views.generic",
)  # fmt: skip
"""Libraries of every process that depend neither on the settings nor on the project: imported once.
Another library is imported by each process, and a missing one is ignored.
"""


def main() -> None:
    """Runs the instance, the front end and the pages until one ends or Ctrl-C."""
    port = int(os.environ.get("PORT", "8000"))
    os.environ |= {
        "BOCAGE_DATA_DIR": str(PROJECT / "var" / "dev"),
        "BOCAGE_DEMO": "true",
        "BOCAGE_DEBUG": "true",
        "BOCAGE_PORT": str(port),
    }
    up = [sys.executable, "-m", "bocage", "up", "--demo", "--web-workers", "1"]
    beside = [
        subprocess.Popen([*up, "--port", str(port + 1)], cwd=PROJECT),
        # In its own process group, so that it is not killed with the process that runs Node.
        subprocess.Popen(
            [UV, "run", "--no-sync", "node", "frontend/build.mjs", "--watch"],
            cwd=PROJECT,
            start_new_session=True,
        ),
    ]
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(0))
    project = 0
    try:
        read_libraries()
        ended = project
        while ended == project:
            project = in_a_fork(partial(follow_the_project, port))
            ended, _status = os.waitpid(-1, 0)
    except KeyboardInterrupt:
        pass
    finally:
        end(project)
        instance, front_end = beside
        instance.terminate()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(front_end.pid, signal.SIGTERM)
        for command in beside:
            command.wait()


def read_libraries() -> None:
    """Imports once the libraries that each process would import again."""
    for name in LIBRARIES:
        with contextlib.suppress(ImportError):
            import_module(name)
    gc.collect()
    gc.freeze()


def follow_the_project(port: int) -> None:
    """Imports the startup modules, then serves the pages with forks, until one of them changes.

    It also ends when modules come or go; another process then imports the project.
    """
    began, sources = time.monotonic(), sources_now()
    pages = 0
    try:
        read = modules_of_the_project()
        while True:
            pages = in_a_fork(partial(serve, port, began))
            now = wait_for_a_change(sources)
            began = time.monotonic()
            end(pages)
            if is_beyond_the_views(sources, now, read):
                return
            sources = now
    except Exception:
        traceback.print_exc()
        wait_for_a_change(sources)
    finally:
        end(pages)


def is_beyond_the_views(
    before: dict[Path, float], after: dict[Path, float], read: set[Path]
) -> bool:
    """Checks whether a change affects an imported module, or whether a module came or went.

    Startup modules may be discovered in folders.
    """
    changed = {path for path, _modified_at in before.items() ^ after.items()}
    return bool(changed & read) or before.keys() != after.keys()


def modules_of_the_project() -> set[Path]:
    """Imports the settings, the models and the startup modules; returns their files."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    gc.disable()
    import_module("django").setup()
    gc.enable()
    gc.freeze()
    return {
        Path(file) for module in sys.modules.values() if (file := getattr(module, "__file__", None))
    }


def serve(port: int, began: float) -> None:
    """Imports the views, prints the time since the change, and serves the pages."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.disable()
    server = import_module("django.core.servers.basehttp")
    list(import_module("django.urls").get_resolver().url_patterns)
    gc.enable()
    print(f"Read again in {time.monotonic() - began:.1f} s.", flush=True)
    server.run("127.0.0.1", port, server.get_internal_wsgi_application(), threading=True)


def sources_now() -> dict[Path, float]:
    """Returns the time of the last change of each module."""
    sources = {}
    for path in SOURCES.rglob("*.py"):
        with contextlib.suppress(FileNotFoundError):  # An editor replaces a file by another.
            sources[path] = path.stat().st_mtime
    return sources


def wait_for_a_change(sources: dict[Path, float]) -> dict[Path, float]:
    """Waits for a change, and returns the new times of the modules."""
    changes = watch(
        SOURCES,
        watch_filter=PythonFilter(),
        step=SAVED_TOGETHER,
        rust_timeout=LOOKED_AT_EVERY,
        yield_on_timeout=True,
    )
    now = sources
    with contextlib.closing(changes):
        while now == sources:
            next(changes)
            now = sources_now()
    return now


def in_a_fork(work: Callable[[], None]) -> int:
    """Forks a process that runs a function and ends; returns its id.

    If it fails it prints the reason: the next change tries again.
    """
    forked = os.fork()
    if not forked:
        try:
            work()
        except (KeyboardInterrupt, SystemExit):
            pass
        except BaseException:
            traceback.print_exc()
        os._exit(0)
    return forked


def end(process: int) -> None:
    """Ends a process that serves, if there is one; one that has failed already is harmless."""
    if not process:
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(process, 0)


if __name__ == "__main__":
    main()
