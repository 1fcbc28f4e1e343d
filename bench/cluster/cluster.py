"""The cluster of deploy/cluster: two databases and a witness, two web machines, one way in."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from string import Template
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import psycopg

from bench.cluster.network import Machine, lay_network
from bench.cluster.programs import DEPLOY, Programs
from bocage.foundation.db.postgres_account import server_account
from bocage.foundation.ops.configuration import PROJECT_FOLDER

DATABASES = (Machine("db-1", "10.77.0.11"), Machine("db-2", "10.77.0.12"))
WITNESS = Machine("witness", "10.77.0.13")
WEBS = (Machine("web-1", "10.77.0.21"), Machine("web-2", "10.77.0.22"))
MACHINES = (*DATABASES, WITNESS, *WEBS)
ENTRY_PORT = 8000
WEB_WORKERS = 2
BEGINS_WITHIN_S = 240.0
WHOLE_WITHIN_S = 120.0


class ClusterIncomplete(Exception):
    """Error raised after a wait in vain; the message has its object and the logs."""


@dataclass
class Cluster:
    """Everything that runs, in a folder."""

    folder: Path
    programs: Programs
    passwords: dict[str, str] = field(
        default_factory=lambda: {
            f"{role}_PASSWORD": secrets.token_hex(24)
            for role in ("SUPERUSER", "REPLICATION", "REWIND", "DATABASE")
        }
    )

    @cached_property
    def secret_key(self) -> str:
        return secrets.token_urlsafe(50)

    def build(self) -> None:
        """Starts all of it, one floor after the other, and waits until people are served.

        Raises:
            ClusterIncomplete: some floor did not come up.
        """
        lay_network(MACHINES)
        for machine in (*DATABASES, WITNESS):
            self.start_etcd(machine)
        for machine in DATABASES:
            self.start_patroni(machine)
        self.wait_until_whole(seconds=BEGINS_WITHIN_S)
        self._create_database()
        for machine in WEBS:
            self._start_web(machine)
        self.start_entry()
        self.wait_until("people are served", self._is_served, seconds=BEGINS_WITHIN_S)

    def stop(self) -> None:
        """Ends all of it at once."""
        for machine in MACHINES:
            machine.kill_everything()

    def start_database(self, machine: Machine) -> None:
        """Starts the database services of a machine, as at boot."""
        self.start_etcd(machine)
        self.start_patroni(machine)

    def start_etcd(self, machine: Machine) -> None:
        lines = self.render(machine, "etcd.env").splitlines()
        settings = dict(line.split("=", 1) for line in lines if line and line[0] != "#")
        self._start(machine, "etcd", [self.programs.path("etcd-server")], settings)

    def start_patroni(self, machine: Machine) -> None:
        file = self._write_file(machine, "patroni.yml")
        command = [
            *server_account().prefix,
            "/usr/bin/python3", self.programs.path("patroni"), str(file),
        ]  # fmt: skip
        self._start(machine, "patroni", command)

    def start_entry(self) -> None:
        """Starts the reverse proxy, on the witness."""
        file = self._write_file(WITNESS, "haproxy-entry.cfg")
        self._start(WITNESS, "haproxy", [self.programs.path("haproxy"), "-db", "-f", str(file)])

    def primary(self) -> Machine | None:
        """Returns the machine that reports to be primary; None if there is none."""
        primaries = [database for database in DATABASES if self._answers_ok(database, "/primary")]
        return primaries[0] if len(primaries) == 1 else None

    def standby(self) -> Machine:
        """Returns the database machine that is not primary."""
        primary = self.primary()
        return next(database for database in DATABASES if database != primary)

    def wait_until_whole(self, *, seconds: float = WHOLE_WITHIN_S) -> float:
        """Waits until one is primary and the other holds all that is confirmed; returns how long
        it took, in seconds."""

        def is_whole() -> bool:
            primary = self.primary()
            if primary is None:
                return False
            return any(
                self._answers_ok(database, "/synchronous")
                for database in DATABASES
                if database != primary
            )

        return self.wait_until(
            "one database is primary and the other follows", is_whole, seconds=seconds
        )

    def connect(self, machine: Machine, database: str = "bocage") -> psycopg.Connection:
        """Opens a connection of the superuser to one machine of the database."""
        return psycopg.connect(
            host=machine.address, user="postgres", dbname=database, connect_timeout=5,
            password=self.passwords["SUPERUSER_PASSWORD"], autocommit=True,
        )  # fmt: skip

    def fetch_number(self, query: str, machine: Machine | None = None) -> int:
        """Returns the single number of a query on a machine, by default the primary."""
        target = machine or self.primary()
        if target is None:
            raise ClusterIncomplete("No database is primary.")
        with self.connect(target) as connection:
            row = connection.execute(query.encode()).fetchone()
        return int(row[0]) if row else 0

    def set_stage(self, name: str) -> dict[str, Any]:
        """Sets a stage of `bench.stages` from the first web machine; returns its result."""
        command = [sys.executable, "-m", "bench", "stage", name]
        process = subprocess.run(
            ["ip", "netns", "exec", WEBS[0].name, *command],
            env=self._settings_of_web(WEBS[0]), cwd=PROJECT_FOLDER, check=True,
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        stage: dict[str, Any] = json.loads(process.stdout)
        return stage

    def ask(self, path: str) -> bytes:
        """Requests a path, and returns the body."""
        with urlopen(f"http://{WITNESS.address}:{ENTRY_PORT}{path}", timeout=20) as answer:
            read: bytes = answer.read()
        return read

    def wait_until(self, subject: str, is_so: Callable[[], bool], *, seconds: float) -> float:
        """Looks again and again; returns how long it took, in seconds.

        Raises:
            ClusterIncomplete: the time is over.
        """
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            if is_so():
                return time.monotonic() - started
            time.sleep(0.2)
        raise ClusterIncomplete(f"Waited {seconds:.0f} s in vain until {subject}.\n{self._tails()}")

    def _create_database(self) -> None:
        primary = self.primary()
        assert primary is not None  # noqa: S101 - the cluster is whole
        lines = self.render(primary, "database.sql").splitlines()
        statements = "\n".join(line for line in lines if not line.startswith("--")).split(";")
        with self.connect(primary, "postgres") as connection:
            for statement in statements:
                if statement.strip():
                    connection.execute(statement.encode())

    def _start_web(self, machine: Machine) -> None:
        """Starts HAProxy and PgBouncer beside the pages and the tasks, as on each web machine."""
        file = self._write_file(machine, "haproxy-database.cfg")
        self._start(machine, "haproxy", [self.programs.path("haproxy"), "-db", "-f", str(file)])
        self._write_file(machine, "userlist.txt")
        pooler = self._write_file(machine, "pgbouncer.ini")
        prefix = server_account().prefix
        self._start(machine, "pgbouncer", [*prefix, self.programs.path("pgbouncer"), str(pooler)])
        command = [
            sys.executable,
            "-m",
            "bocage",
            "up",
            "--no-demo",
            "--web-workers",
            str(WEB_WORKERS),
        ]
        with self._log(machine, "bocage").open("ab") as log:
            machine.start(command, environment=self._settings_of_web(machine), log=log)

    def _settings_of_web(self, machine: Machine) -> dict[str, str]:
        lines = self.render(machine, "bocage.env").splitlines()
        settings = dict(line.split("=", 1) for line in lines if line and line[0] != "#")
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("BOCAGE_") and name != "DATABASE_URL"
        }
        return inherited | settings | {
            "DJANGO_SETTINGS_MODULE": "bocage.settings",
            "BOCAGE_DATA_DIR": str(self._folder(machine) / "data"),
            "BOCAGE_BASE_URL": f"http://{WITNESS.address}:{ENTRY_PORT}",
            "BOCAGE_SECRET_KEY": self.secret_key,
            "BOCAGE_TASK_WORKERS": "1",
        }  # fmt: skip

    def render(self, machine: Machine, name: str) -> str:
        """Renders a file of deploy/cluster with the name and the paths of this machine."""
        folder = self._folder(machine)
        values = self.passwords | {
            "NODE": machine.name,
            "ADDRESS": machine.address,
            "DB1_ADDRESS": DATABASES[0].address,
            "DB2_ADDRESS": DATABASES[1].address,
            "WITNESS_ADDRESS": WITNESS.address,
            "ENTRY_ADDRESS": WITNESS.address,
            "WEB1_ADDRESS": WEBS[0].address,
            "WEB2_ADDRESS": WEBS[1].address,
            "NETWORK": "10.77.0.0/24",
            "POSTGRES_PROGRAMS": str(self.programs.postgres_folder),
            "POSTGRES_FOLDER": str(folder / "postgres"),
            "SOCKET_FOLDER": str(folder),
            "RUN_FOLDER": str(folder),
        }
        return Template((DEPLOY / name).read_text()).substitute(values)

    def _write_file(self, machine: Machine, name: str) -> Path:
        file = self._folder(machine) / name
        file.write_text(self.render(machine, name))
        file.chmod(0o600)
        return file

    def _start(
        self,
        machine: Machine,
        name: str,
        command: list[str],
        settings: dict[str, str] | None = None,
    ) -> None:
        environment = self.programs.environment | (settings or {})
        with self._log(machine, name).open("ab") as log:
            machine.start(command, environment=environment, log=log)

    def _folder(self, machine: Machine) -> Path:
        folder = self.folder / machine.name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def _log(self, machine: Machine, name: str) -> Path:
        return self._folder(machine) / f"{name}.log"

    def _answers_ok(self, machine: Machine, path: str) -> bool:
        """Checks whether Patroni of a machine answers 200."""
        try:
            with urlopen(f"http://{machine.address}:8008{path}", timeout=2) as answer:
                return bool(answer.status == 200)
        except (HTTPError, URLError, OSError):
            return False

    def _is_served(self) -> bool:
        """Checks whether each web machine is ready."""
        for machine in WEBS:
            url = f"http://{machine.address}:{ENTRY_PORT}/readyz"
            try:
                with urlopen(url, timeout=5) as answer:
                    if json.load(answer)["status"] != "ready":
                        return False
            except (HTTPError, URLError, OSError, ValueError):
                return False
        return True

    def _tails(self) -> str:
        """Returns the end of each log."""
        tails = []
        for log in sorted(self.folder.glob("*/*.log")):
            lines = log.read_text(errors="replace").splitlines()[-8:]
            tails += [f"--- {log.relative_to(self.folder)}", *lines]
        return "\n".join(tails)
