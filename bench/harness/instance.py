"""A real instance to measure: `bocage up` in a folder of its own, on a port of its own."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import psycopg

from bench.harness.outside_server import own_database
from bench.harness.processes import children_by_niceness, family_cpu_seconds
from bench.harness.sizes import Communes
from bocage.foundation.db.database import DATABASE_NAME, SocketFolder
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres
from bocage.foundation.ops.configuration import PROJECT_FOLDER
from bocage.foundation.ops.processes import PARENT_VARIABLE

BEGINS_WITH_VARIABLE = "BENCH_BEGINS_WITH"
"""Data folder that was migrated and is at rest, whose database each temporary instance copies.
Those with communes are beside it. Without it, instances start empty, as a server does.
"""
FIRST_START_SECONDS = 600
STOP_SECONDS = 30


class DidNotStart(Exception):
    """Error raised when the instance did not answer in time; the message ends with its output."""


FORGET_STATISTICS = """
    WITH forgotten AS (
        SELECT pg_clear_relation_stats(schemaname, tablename)
        FROM pg_tables WHERE schemaname = current_schema()
    ), columns AS (
        DELETE FROM pg_statistic USING pg_class class
        WHERE starelid = class.oid AND class.relnamespace = current_schema()::regnamespace
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM forgotten), (SELECT count(*) FROM columns)
"""


@dataclass
class Instance:
    """Process of `bocage up` with its data folder, without demo data."""

    data_folder: Path
    port: int
    web_workers: int
    process: subprocess.Popen[bytes] | None = None
    settings: dict[str, str] = field(default_factory=dict)
    """Settings of its own (BOCAGE_*), besides those that every measured instance has."""
    database_url: str = ""
    """URL of its database in an outside server; without it, it starts the embedded one."""

    @property
    def environment(self) -> dict[str, str]:
        """The environment of every process of this instance: nothing of the caller's settings."""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("BOCAGE_") and name != "DATABASE_URL"
        }
        return inherited | {
            "BOCAGE_DATA_DIR": str(self.data_folder),
            "BOCAGE_PORT": str(self.port),
            "DATABASE_URL": self.database_url,
            "BOCAGE_GEO_API": "",
            # The measured processes end with the bench, however it ends.
            PARENT_VARIABLE: str(os.getpid()),
            "DJANGO_SETTINGS_MODULE": "bocage.settings",
            **self.settings,
        }

    @property
    def log(self) -> Path:
        return self.data_folder / "up.log"

    @property
    def postgres_log(self) -> Path:
        return EmbeddedPostgres(self.data_folder).log_file

    def start(self) -> float:
        """Starts everything, and returns the seconds until /readyz succeeded.

        Raises:
            DidNotStart: it ended, or was not ready in time.
        """
        started = time.perf_counter()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable, "-m", "bocage", "up", "--no-demo",
                    "--data-dir", self.data_folder, "--port", str(self.port),
                    "--web-workers", str(self.web_workers),
                ],
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        while time.perf_counter() - started < FIRST_START_SECONDS:
            if self.process.poll() is not None:
                break
            if self._is_ready():
                return time.perf_counter() - started
            time.sleep(0.02)
        self.stop()
        raise DidNotStart("\n".join(self.log.read_text(errors="replace").splitlines()[-20:]))

    def stop(self) -> None:
        """Ends it as Ctrl-C does, and by force when that takes too long."""
        if self.process is None:
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def run(self, *command: str) -> str:
        """Runs a `bocage` command in this instance, and returns its output.

        Raises:
            subprocess.CalledProcessError: the command failed.
        """
        return self._run("bocage", *command)

    def set_stage(self, name: str, *arguments: str) -> dict[str, Any]:
        """Sets a stage of `bench.stages` in this instance, and returns its result.

        Raises:
            subprocess.CalledProcessError: it could not be set.
        """
        stage: dict[str, Any] = json.loads(self._run("bench", "stage", name, *arguments))
        return stage

    def _run(self, *command: str) -> str:
        return subprocess.run(
            [sys.executable, "-m", *command],
            env=self.environment, cwd=PROJECT_FOLDER, check=True, stdout=subprocess.PIPE, text=True,
        ).stdout  # fmt: skip

    def connect(self, database: str = DATABASE_NAME) -> psycopg.Connection:
        """Opens a connection to a database of this instance's server, by default its own."""
        if self.database_url:
            dbname = None if database == DATABASE_NAME else database
            return psycopg.connect(self.database_url, dbname=dbname)
        return psycopg.connect(
            host=str(SocketFolder(self.data_folder).path), user=DATABASE_NAME, dbname=database
        )

    def fetch_number(self, query: str) -> int:
        """Returns the single number of a query."""
        with self.connect() as connection:
            row = connection.execute(query.encode()).fetchone()
        return int(row[0]) if row else 0

    @contextmanager
    def without_statistics(self) -> Iterator[None]:
        """Removes the statistics of all tables within the block, as just after loading; gathers
        them after.
        """
        with self.connect() as connection:
            connection.autocommit = True
            connection.execute("ALTER SYSTEM SET autovacuum = off")
            connection.execute("SELECT pg_reload_conf()")
            connection.execute(FORGET_STATISTICS)
            try:
                yield
            finally:
                connection.execute("ALTER SYSTEM RESET autovacuum")
                connection.execute("SELECT pg_reload_conf()")
                connection.execute("ANALYZE")

    def postgres_version(self) -> str:
        with self.connect() as connection:
            return connection.info.parameter_status("server_version") or ""

    def cpu_seconds(self) -> dict[str, float]:
        """Returns the processor seconds so far of pages, tasks and PostgreSQL (unless it is
        outside).
        """
        spent = {"web": 0.0, "worker": 0.0}
        database = None
        if not self.database_url:
            database = EmbeddedPostgres(self.data_folder).running_process()
            spent["database"] = family_cpu_seconds(database) if database else 0.0
        if self.process:
            children = children_by_niceness(self.process.pid)
            for child, niceness in children.items():
                if child != database:
                    # The worker lets the pages go first: it is the nicer of the two.
                    name = "worker" if niceness > min(children.values()) else "web"
                    spent[name] += family_cpu_seconds(child)
        return spent

    def _is_ready(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=2) as answer:
                return answer.status == 200
        except (URLError, OSError):
            return False


@contextmanager
def temporary_instance(
    *, web_workers: int, settings: Mapping[str, str] | None = None, communes: Communes = ()
) -> Iterator[Instance]:
    """Runs as `embedded_instance`, or in a database of the outside server of the environment.

    Communes are imported each time there.
    """
    with own_database() as url:
        if not url:
            with embedded_instance(
                web_workers=web_workers, settings=settings, communes=communes
            ) as instance:
                yield instance
            return
        with TemporaryDirectory(prefix="bocage-bench-") as folder:
            instance = Instance(
                Path(folder), free_port(), web_workers,
                settings=dict(settings or {}), database_url=url,
            )  # fmt: skip
            with _running(instance, communes):
                yield instance


@contextmanager
def embedded_instance(
    *,
    web_workers: int,
    settings: Mapping[str, str] | None = None,
    within: Path | None = None,
    communes: Communes = (),
) -> Iterator[Instance]:
    """Runs an instance within the block, in a temporary folder, or inside `within`.

    `settings` are added to its settings (BOCAGE_*, or variables of its processes), and the
    communes of these territories are imported.
    """
    with TemporaryDirectory(prefix="bocage-bench-", dir=within) as folder:
        instance = Instance(Path(folder), free_port(), web_workers, settings=dict(settings or {}))
        is_complete = _begin_with_a_copy(instance.data_folder, communes)
        with _running(instance, () if is_complete else communes):
            yield instance


@contextmanager
def _running(instance: Instance, communes: Communes) -> Iterator[None]:
    """Starts an instance, imports these communes, and stops it after the block."""
    instance.start()
    try:
        if communes:
            instance.run("import_territory", *communes, "--offline", "--json")
        yield
    finally:
        instance.stop()


def _begin_with_a_copy(data_folder: Path, communes: Communes) -> bool:
    """Copies the database that the environment names, with the communes if there is such a one.

    Returns True if nothing is left to import.
    """
    copied_from = os.environ.get(BEGINS_WITH_VARIABLE)
    if (
        copied_from
        and communes
        and copy_database(with_communes(Path(copied_from), communes), data_folder)
    ):
        return True
    if copied_from:
        copy_database(Path(copied_from), data_folder)
    return not communes


def with_communes(migrated: Path, communes: Communes) -> Path:
    """Returns the data folder that is as a migrated one, with the communes of these territories."""
    return migrated.with_name("-".join((migrated.name, *(code.strip("-") for code in communes))))


def copy_database(at_rest: Path, data_folder: Path) -> bool:
    """Copies a database; returns False if it is missing, or owned by another account."""
    cluster = EmbeddedPostgres(at_rest).cluster_folder
    if not cluster.is_dir() or cluster.stat().st_uid != os.geteuid():
        return False
    shutil.copytree(cluster, data_folder / "postgres")
    return True


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
