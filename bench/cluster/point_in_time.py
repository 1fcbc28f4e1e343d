"""Drill of a point-in-time recovery: a database restored to a given moment."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

import psycopg

from bench.cluster.programs import DEPLOY, Programs
from bench.drills.scene import DrillReport
from bocage.foundation.backups.databases import Database, Sums, sums_of
from bocage.foundation.db.postgres_account import server_account
from bocage.foundation.ops.configuration import PROJECT_FOLDER

RECOVERED_WITHIN_S = 120.0
DAMAGE = (
    "TRUNCATE workspaces_booking CASCADE",
    "UPDATE people_person SET name = 'perdu'",
    "DROP TABLE workspaces_bookingevent CASCADE",
)
LATER = "CREATE TABLE written_later (at timestamptz)"


@dataclass
class ArchivedServer:
    """A PostgreSQL that hands each piece of its log to pgBackRest, in a folder."""

    folder: Path
    programs: Programs
    repository_password: str = field(default_factory=lambda: secrets.token_hex(24))

    @property
    def database(self) -> Database:
        return Database(
            name="bocage", user="postgres", password="", host=str(self.folder), port="5432"
        )

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def repository(self) -> Path:
        return self.folder / "repository"

    def create(self) -> None:
        """Makes the server and the repository, as deploy/cluster has them."""
        self.repository.mkdir()
        values = {
            "REPOSITORY_FOLDER": str(self.repository),
            "REPOSITORY_PASSWORD": self.repository_password,
            "RUN_FOLDER": str(self.folder),
            "SOCKET_FOLDER": str(self.folder),
            "POSTGRES_FOLDER": str(self.postgres),
        }
        text = Template((DEPLOY / "pgbackrest.conf").read_text()).substitute(values)
        self._configuration.write_text(text)
        self._run_postgres("initdb", "-D", str(self.postgres), "-U", "postgres", "-E", "UTF8")
        push = f"{' '.join(self._pgbackrest)} archive-push %p"
        with (self.postgres / "postgresql.conf").open("a") as settings:
            settings.write(
                f"unix_socket_directories = '{self.folder}'\nlisten_addresses = ''\n"
                f"archive_mode = on\narchive_command = '{push}'\n"
            )
        self.start()
        self.pgbackrest("stanza-create")
        with self.database.with_name("postgres").connect() as connection:
            connection.autocommit = True
            connection.execute("CREATE DATABASE bocage")

    def start(self) -> None:
        """Returns once it answers, at the end of a recovery where there is one."""
        log = str(self.folder / "postgres.log")
        self._run_postgres(
            "pg_ctl", "-D", str(self.postgres), "-w", "-t", "120", "-l", log, "start"
        )
        deadline = time.monotonic() + RECOVERED_WITHIN_S
        while self._is_in_recovery() and time.monotonic() < deadline:
            time.sleep(0.2)

    def stop(self) -> None:
        self._run_postgres("pg_ctl", "-D", str(self.postgres), "-m", "fast", "-w", "stop")

    def pgbackrest(self, *arguments: str) -> float:
        """Runs pgBackRest on the stanza; returns how long it took, in seconds."""
        started = time.monotonic()
        self._run(*self._pgbackrest, *arguments)
        return time.monotonic() - started

    def run(self, *command: str) -> None:
        """Runs a command of `bocage` or of `bench` on this database."""
        environment = os.environ | {
            "DATABASE_URL": f"postgresql://postgres@/bocage?host={self.folder}",
            "BOCAGE_DATA_DIR": str(self.folder / "data"),
        }
        subprocess.run(
            [sys.executable, "-m", *command],
            env=environment, cwd=PROJECT_FOLDER, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip

    def execute(self, *statements: str) -> Any:
        """Runs statements one by one, and returns the first value of the last, if it has any."""
        with self.database.connect() as connection:
            connection.autocommit = True
            for statement in statements:
                cursor = connection.execute(statement.encode())
            return cursor.fetchone()[0] if cursor.description else None  # type: ignore[index]  # each has a row

    @property
    def _configuration(self) -> Path:
        return self.folder / "pgbackrest.conf"

    @property
    def _pgbackrest(self) -> tuple[str, ...]:
        program = self.programs.path("pgbackrest")
        return (program, f"--config={self._configuration}", "--stanza=bocage")

    def _is_in_recovery(self) -> bool:
        try:
            return bool(self.execute("SELECT pg_is_in_recovery()"))
        except psycopg.OperationalError:
            return True

    def _run_postgres(self, program: str, *arguments: str) -> None:
        self._run(str(self.programs.postgres_folder / program), *arguments)

    def _run(self, *command: str) -> None:
        log = self.folder / "commands.log"
        with log.open("ab") as output:
            subprocess.run(
                [*server_account().prefix, *command],
                env=self.programs.environment, check=True, stdout=output, stderr=output,
                stdin=subprocess.DEVNULL,
            )  # fmt: skip


@contextmanager
def archived_server(folder: Path, programs: Programs) -> Iterator[ArchivedServer]:
    """Runs such a server within the block."""
    server = ArchivedServer(folder, programs)
    server.create()
    try:
        yield server
    finally:
        server.stop()


def run_point_in_time(programs: Programs, folder: Path, is_quick: bool) -> DrillReport:
    """Saves a database, writes to it, damages it, and brings back the moment before the damage. The
    long form makes a second, incremental backup in between."""
    report = DrillReport()
    with archived_server(folder, programs) as server:
        server.run("bocage", "migrate", "--verbosity", "0")
        report.figures["backup.full_s"] = round(server.pgbackrest("backup", "--type=full"), 1)
        server.run("bench", "stage", "booking")
        if not is_quick:
            seconds = server.pgbackrest("backup", "--type=incr")
            report.figures["backup.incremental_s"] = round(seconds, 1)
            server.execute("UPDATE people_person SET name = name || ' B.'")
        before = sums_of(server.database)
        moment = server.execute("SELECT clock_timestamp()::text")
        time.sleep(1)
        server.execute(LATER, *DAMAGE)
        is_damaged = sums_of(server.database).tables != before.tables
        report.expect(is_damaged, "Nothing was damaged: the drill proves nothing.")
        report.done.append(f"wrote to the database, then damaged it after {moment}")
        server.execute("SELECT pg_switch_wal()")
        server.pgbackrest("check")
        server.stop()
        started = time.monotonic()
        server.pgbackrest(
            "restore", "--delta", "--type=time", f"--target={moment}", "--target-action=promote"
        )
        server.start()
        report.figures["recovery_s"] = round(time.monotonic() - started, 1)
        report.done.append("brought back that moment")
        _compare(report, before, sums_of(server.database))
    report.figures["repository_mb"] = round(_size_mb(server.repository), 1)
    return report


def _compare(report: DrillReport, before: Sums, after: Sums) -> None:
    """Compares every table and sequence, row by row."""
    different = [
        name for name, checksum in before.tables.items() if after.tables.get(name) != checksum
    ]
    report.figures |= {
        "tables": len(before.tables),
        "rows": sum(checksum.rows for checksum in before.tables.values()),
        "tables.different": len(different),
        "tables.more": len(set(after.tables) - set(before.tables)),
    }
    report.expect(not different, f"These tables are not as they were: {', '.join(different)}.")
    report.expect(set(after.tables) == set(before.tables), "There are other tables.")


def _size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
