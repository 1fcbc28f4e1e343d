"""PostgreSQL server that an instance runs in its own data folder.

The server listens on a Unix socket in a folder that only its owner can open. Each process that
needs it enters `in_use()`: the first starts it, the last to leave stops it, even if others were
killed meanwhile. A server that survived its users is reused.
"""

import hashlib
import logging
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.utils.translation import gettext_noop

from bocage.foundation.db.database import DATABASE_NAME, SOCKET_NAME, SocketFolder
from bocage.foundation.db.postgres_account import Account, server_account
from bocage.foundation.db.postgres_programs import major_version, programs_folder
from bocage.foundation.ops.locks import exclusive_lock, leave_shared_lock, shared_lock
from bocage.foundation.ops.operator_errors import OperatorError

logger = logging.getLogger(__name__)

START_TIMEOUT_SECONDS = 60
STOP_TIMEOUT_SECONDS = 30
ORPHANS_TIMEOUT_SECONDS = 10
LONGEST_REST_SECONDS = 10
LOG_TAIL_LINES = 8
LOG_SIZE_LIMIT_BYTES = 10 * 1024 * 1024
SHARED_FOLDER = Path("/var/lib/bocage")
"""Folder of the server if its account cannot reach the data folder (see postgres_account)."""

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
    # Tables are small, and twenty new rows change much: one in ten is analyzed again within half a
    # minute (bulk writes have it done at once, see `statistics`).
    "autovacuum_naptime": "30s",
    "autovacuum_analyze_threshold": "20",
    "autovacuum_vacuum_threshold": "20",
    "autovacuum_vacuum_insert_threshold": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    # Statements may contain personal data: only events of the server are logged.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}
if sys.platform == "linux":
    # After a power cut, one call syncs the whole disk; PostgreSQL would open each of its three
    # thousand files, which took six seconds of a restart of fourteen.
    SETTINGS["recovery_init_sync_method"] = "syncfs"
FORGETFUL_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "300",
}
"""Settings for tests only: a power cut loses the database. Up to fifty tests may race at once."""


class EmbeddedServerError(OperatorError):
    """The embedded server cannot be created or started."""


@dataclass(frozen=True)
class EmbeddedPostgres:
    """PostgreSQL server of one data folder. `durable=False` is for tests: it trades safety for
    speed.
    """

    data_folder: Path
    durable: bool = True

    @property
    def cluster_folder(self) -> Path:
        """Folder of the database cluster: in the data folder, or at a path stored there."""
        try:
            return self.data_folder.absolute() / self._cluster_record.read_text()
        except FileNotFoundError:
            return self.data_folder.absolute() / "postgres"

    @property
    def cluster_version(self) -> int | None:
        """Major version of PostgreSQL of the cluster; None without a cluster."""
        try:
            return int((self.cluster_folder / "PG_VERSION").read_text().split(".")[0])
        except FileNotFoundError:
            return None

    @property
    def log_file(self) -> Path:
        return self.data_folder / "postgres.log"

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Runs the server during the block, and stops it afterwards if no other process uses it.

        Raises:
            OperatorError: the server cannot start.
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

        Does nothing when the server is running. Several processes may call it at once.

        Raises:
            OperatorError: the server cannot start.
        """
        self.data_folder.mkdir(parents=True, exist_ok=True)
        with exclusive_lock(self.data_folder / "postgres.start.lock"):
            self._check_version()
            if self.running_process() is None:
                account = server_account()
                programs = self._programs_for(account)
                if self.cluster_version is None:
                    self._create_cluster(account, programs)
                self._clear_after_crash()
                account.take_ownership(self.cluster_folder)
                self._write_settings(account)
                self._launch(account, programs)
            self._create_database()

    def stop(self) -> None:
        """Stops the server, closing the connections that remain."""
        process = self.running_process()
        if process is None:
            return
        os.kill(process, signal.SIGINT)
        deadline = time.monotonic() + STOP_TIMEOUT_SECONDS
        while _works_in(process, self.cluster_folder):
            if time.monotonic() > deadline:
                os.kill(process, signal.SIGQUIT)
                break
            time.sleep(0.02)
        _is_over(process)

    def running_process(self) -> int | None:
        """Returns the process of the running server, or None: a file left by a killed one proves
        nothing.
        """
        try:
            recorded = (self.cluster_folder / "postmaster.pid").read_text().split("\n")[0]
            process = int(recorded)
        except (FileNotFoundError, ValueError):
            return None
        _is_over(process)
        return process if _works_in(process, self.cluster_folder) else None

    @property
    def _cluster_record(self) -> Path:
        return self.data_folder / "postgres-folder"

    def _programs_for(self, account: Account) -> Path:
        """Returns the folder of programs, copied if the account cannot reach the original."""
        programs = programs_folder()
        if account.reaches(programs / "postgres"):
            return programs
        copy = SHARED_FOLDER / f"postgresql-{_short_hash(programs)}"
        if not copy.exists():
            unfinished = copy.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            shutil.copytree(programs.parent, unfinished, symlinks=True)
            unfinished.rename(copy)
        return copy / programs.name

    def _create_cluster(self, account: Account, programs: Path) -> None:
        if not account.reaches(self.data_folder):
            folder = SHARED_FOLDER / f"cluster-{_short_hash(self.data_folder.absolute())}"
            folder.parent.mkdir(parents=True, exist_ok=True)
            self._cluster_record.write_text(str(folder))
            logger.warning(
                "%s is closed to PostgreSQL, which lives in %s.", self.data_folder, folder
            )
        # A first start that was killed leaves half a cluster; the whole one appears at once.
        unfinished = self.cluster_folder.with_name(f"{self.cluster_folder.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        account.take_ownership(unfinished)
        created = subprocess.run(
            [
                *account.prefix, str(programs / "initdb"), "-D", str(unfinished),
                "-U", DATABASE_NAME, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
                *([] if self.durable else ["--no-sync"]),
            ],
            check=False, capture_output=True, text=True, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        if created.returncode != 0:
            raise EmbeddedServerError(
                gettext_noop("PostgreSQL ne peut pas créer ses fichiers dans {folder} :\n{reason}"),
                folder=self.cluster_folder,
                reason=(created.stderr or created.stdout).strip(),
            )
        with (unfinished / "postgresql.conf").open("a") as configuration:
            configuration.write("include 'bocage.conf'\n")
        unfinished.rename(self.cluster_folder)

    def _check_version(self) -> None:
        version = self.cluster_version
        installed = major_version(programs_folder())
        if version is None or version == installed:
            return
        sentence = (
            gettext_noop(
                "La base de données de {folder} est celle de PostgreSQL {version}, et c’est "
                "PostgreSQL {installed} qui est installé. Sauvegardez-la avec le Bocage d’avant "
                "(« bocage backup »), arrêtez-le, donnez un autre nom à ce dossier, puis reprenez "
                "la sauvegarde avec celui-ci (« bocage restore FICHIER »)."
            )
            if version < installed
            else gettext_noop(
                "La base de données de {folder} est celle de PostgreSQL {version}, plus récent que "
                "celui qui est installé ({installed}). Reprenez le Bocage qui la servait, ou "
                "restaurez une sauvegarde d’avant."
            )
        )
        raise EmbeddedServerError(
            sentence, folder=self.cluster_folder, version=version, installed=installed
        )

    def _clear_after_crash(self) -> None:
        """Removes the files of a killed server that would prevent the next one from starting."""
        deadline = time.monotonic() + ORPHANS_TIMEOUT_SECONDS
        while orphans := _processes_in(self.cluster_folder):
            if time.monotonic() > deadline:
                for process in orphans:
                    os.kill(process, signal.SIGKILL)
            time.sleep(0.02)
        # With no process left in the folder, the process ids in these files may now belong to other
        # programs, and PostgreSQL would refuse to start because of them.
        if sys.platform == "linux":
            (self.cluster_folder / "postmaster.pid").unlink(missing_ok=True)
            socket_lock = SocketFolder(self.data_folder).path / f"{SOCKET_NAME}.lock"
            socket_lock.unlink(missing_ok=True)

    def _write_settings(self, account: Account) -> None:
        folder = SocketFolder(self.data_folder).prepare(account)
        quoted_folder = str(folder).replace('"', '""')
        settings = SETTINGS | {"unix_socket_directories": f'"{quoted_folder}"'}
        if not self.durable:
            settings |= FORGETFUL_SETTINGS
        lines = [f"{name} = '{value.replace("'", "''")}'\n" for name, value in settings.items()]
        # If the disk is full, the previous settings remain whole.
        unfinished = self.cluster_folder / "bocage.conf.unfinished"
        unfinished.write_text("".join(lines))
        os.chown(unfinished, account.user, account.group)
        unfinished.replace(self.cluster_folder / "bocage.conf")

    def _launch(self, account: Account, programs: Path) -> None:
        if self.log_file.exists() and self.log_file.stat().st_size > LOG_SIZE_LIMIT_BYTES:
            self.log_file.replace(self.log_file.with_suffix(".log.1"))
        log = os.open(self.log_file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            command = [*account.prefix, str(programs / "postgres"), "-D", str(self.cluster_folder)]
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
        while time.monotonic() < deadline and not _is_over(process):
            try:
                self._connect("postgres").close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return
        raise EmbeddedServerError(
            gettext_noop("PostgreSQL ne démarre pas. La fin de {log} dit :\n{tail}"),
            log=self.log_file,
            tail="\n".join(self._log_tail()),
        )

    def _log_tail(self) -> list[str]:
        return self.log_file.read_text(errors="replace").splitlines()[-LOG_TAIL_LINES:]

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


@dataclass
class ServerWatchdog:
    """Watchdog that restarts a server that dies, and retries until it starts.

    The cause of a failed start (such as a full disk) may end while the instance runs.
    """

    server: EmbeddedPostgres
    _failures: int = 0
    _starts_again_at: float = 0.0

    def look(self) -> None:
        """Starts the server if it is dead: at once, then after rests of up to ten seconds."""
        if self.server.running_process() is not None:
            self._failures = 0
        elif time.monotonic() >= self._starts_again_at:
            logger.error("PostgreSQL died: starting it again.")
            try:
                self.server.start()
            except (OperatorError, OSError, psycopg.Error) as error:
                pause_s = min(2**self._failures, LONGEST_REST_SECONDS)
                self._failures += 1
                self._starts_again_at = time.monotonic() + pause_s
                logger.error("It does not start, and is tried again in %d s: %s", pause_s, error)


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _is_over(process: int) -> bool:
    """Checks whether a process that this one has launched has ended, and reaps it."""
    try:
        return os.waitpid(process, os.WNOHANG)[0] == process
    except ChildProcessError:
        return False


def _works_in(process: int, folder: Path) -> bool:
    """Checks whether a process is a PostgreSQL of this folder: process ids are reused."""
    if sys.platform == "linux":
        try:
            is_postgres = Path(f"/proc/{process}/comm").read_text().strip() == "postgres"
            return is_postgres and Path(f"/proc/{process}/cwd").samefile(folder)
        except OSError:
            return False
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


def _processes_in(folder: Path) -> list[int]:
    """Lists the processes that still use a folder (Linux; elsewhere PostgreSQL itself checks)."""
    if sys.platform != "linux":
        return []
    numbers = (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit())
    return [number for number in numbers if _works_in(number, folder)]
