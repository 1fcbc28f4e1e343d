"""Database settings: the embedded server of the data folder, or an outside PostgreSQL."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from bocage.foundation.db.postgres_account import Account

DATABASE_NAME = "bocage"
POOLED = "POOLED"
"""The setting of a connection that goes through a pooler in transaction mode."""
REPLICA = "replica"
"""The name of the connection to a replica, where the instance has one."""
LIMITS_OF_PAGES = {
    "statement_timeout": "20s",
    "lock_timeout": "8s",
    "idle_in_transaction_session_timeout": "60s",
}
LIMITS_OF_REPLICA = {"connect_timeout": "2", "tcp_user_timeout": "3000"}
"""Time limits on a replica that does not respond (seconds; milliseconds): the primary answers."""
RUNS_BEFORE_PREPARED = 5
"""Number of runs of a statement of `prepared_statements` before a connection prepares it: psycopg's
default. The connection of a command, which runs it once, prepares nothing.
"""
SOCKET_NAME = ".s.PGSQL.5432"
SOCKET_PATH_LIMIT_BYTES = 103  # of macOS, the shortest; Linux holds 107


def database_from_url(url: str) -> dict[str, Any]:
    """Returns Django's settings for `postgresql://user:password@host:port/name?option=value`.

    A Unix socket is given as the `host` option, as libpq has it.

    Raises:
        ValueError: the address is not one of PostgreSQL.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("DATABASE_URL must start with postgresql://")
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", unquote(parts.hostname or ""))
    return _settings(
        name=unquote(parts.path.lstrip("/")) or DATABASE_NAME,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=host,
        port=str(parts.port or ""),
        options=options,
        # A server elsewhere may be restarted without a word: look before each request.
        health_checks=True,
    )


def embedded_database(data_folder: Path) -> dict[str, Any]:
    """Returns Django's settings for the server whose Unix socket lies in the data folder."""
    return _settings(
        name=DATABASE_NAME,
        user=DATABASE_NAME,
        password="",
        host=str(SocketFolder(data_folder).path),
        port="",
        options={},
        health_checks=False,
    )


def names_an_outside_server(url: str, data_folder: Path) -> bool:
    """Checks whether DATABASE_URL names a server other than the embedded one of the data folder.

    Services that are supervised one by one find the embedded server by its address too.
    """
    return bool(url) and database_from_url(url)["HOST"] != str(SocketFolder(data_folder).path)


def limit_waiting(database: dict[str, Any]) -> None:
    """Sets time limits for a process that serves pages; scripts have none."""
    options = database["OPTIONS"].get("options", "")
    limits = " ".join(f"-c {name}={value}" for name, value in LIMITS_OF_PAGES.items())
    database["OPTIONS"]["options"] = f"{options} {limits}".strip()


def replica_from_url(url: str) -> dict[str, Any]:
    """Returns Django's settings for a replica of the database, which is only read.

    Raises:
        ValueError: the address is not one of PostgreSQL.
    """
    replica = database_from_url(url)
    replica["OPTIONS"] = LIMITS_OF_REPLICA | replica["OPTIONS"]
    return replica | {"TEST": {"MIRROR": "default"}}


def go_through_pooler(database: dict[str, Any], url: str) -> None:
    """Changes the settings of a database so that a process that serves pages reaches it through a
    pooler in transaction mode.

    The state of a session is not ours there: no cursor outlives its transaction, and limits are the
    pooler's to set (`connect_query` in deploy/cluster/pgbouncer.ini).

    Raises:
        ValueError: the address is not one of PostgreSQL.
    """
    database.update(database_from_url(url))
    expect_pooler(database)


def expect_pooler(database: dict[str, Any]) -> None:
    """Marks the settings of a database as behind a pooler in transaction mode, and turns off
    server-side cursors.
    """
    database.update({POOLED: True, "DISABLE_SERVER_SIDE_CURSORS": True})


@dataclass(frozen=True)
class SocketFolder:
    """Folder of the embedded server's Unix socket, which only its owner can open.

    It is in the data folder unless the path of the socket would be too long for the system
    (sun_path); then it is a temporary folder, whose path is written in the data folder so that
    every process finds it.
    """

    data_folder: Path

    @property
    def path(self) -> Path:
        try:
            return Path(self._record.read_text())
        except FileNotFoundError:
            return self._default

    def prepare(self, account: Account) -> Path:
        """Makes a folder that the server's account alone can open, and returns it."""
        short = len(os.fsencode(self._default / SOCKET_NAME)) <= SOCKET_PATH_LIMIT_BYTES
        # libpq reads a comma in a host as the start of another host.
        if short and "," not in str(self._default) and account.reaches(self.data_folder):
            self._record.unlink(missing_ok=True)
            folder = self._default
            folder.mkdir(exist_ok=True)
        elif self._record.exists() and self.path.is_dir() and account.owns(self.path):
            folder = self.path
        else:
            folder = Path(tempfile.mkdtemp(prefix="bocage-"))
            self._record.write_text(str(folder))
        account.take_ownership(folder)
        folder.chmod(0o700)
        return folder

    @property
    def _default(self) -> Path:
        return self.data_folder.absolute() / "postgres-socket"

    @property
    def _record(self) -> Path:
        return self.data_folder / "postgres-socket-folder"


def _settings(
    *,
    name: str,
    user: str,
    password: str,
    host: str,
    port: str,
    options: dict[str, Any],
    health_checks: bool,
) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": health_checks,
        "OPTIONS": {**options, "prepare_threshold": RUNS_BEFORE_PREPARED},
    }
