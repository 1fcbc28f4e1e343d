"""The database of an instance as the programs of PostgreSQL see it: saved, loaded, summed."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self

import psycopg
from django.db import connections
from django.utils.translation import gettext_noop
from psycopg import sql

from bocage.foundation.backups.errors import BackupError
from bocage.foundation.backups.manifest import TableSum
from bocage.foundation.db.database import DATABASE_NAME, SocketFolder
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres
from bocage.foundation.db.postgres_programs import programs_folder, programs_of

SAME_TEXTS = {
    "timezone": "UTC",
    "datestyle": "ISO, YMD",
    "intervalstyle": "iso_8601",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}
"""With these, a row has the same text in every session, so that sums can be compared."""

OUR_TABLES = """
SELECT nspname, relname
FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind = 'r' AND nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%'
ORDER BY 1, 2
"""
OUR_SEQUENCES = """
SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences ORDER BY 1
"""


@dataclass(frozen=True, kw_only=True)
class Database:
    """Connection parameters of a database, under the names of libpq."""

    name: str
    user: str
    password: str
    host: str
    port: str

    @classmethod
    def of_the_instance(cls) -> Self:
        settings: dict[str, Any] = connections["default"].settings_dict
        fields = {name: str(settings[name.upper()]) for name in ("name", "user", "password")}
        return cls(host=str(settings["HOST"]), port=str(settings["PORT"]), **fields)

    @classmethod
    def embedded(cls, data_folder: Path, name: str = DATABASE_NAME) -> Self:
        """Returns a database of the embedded server of a data folder."""
        host = str(SocketFolder(data_folder).path)
        return cls(name=name, user=DATABASE_NAME, password="", host=host, port="")

    def with_name(self, name: str) -> Self:
        """Returns another database of the same server, with the same account."""
        return replace(self, name=name)

    def connect(self) -> psycopg.Connection[Any]:
        options = " ".join(
            f"-c {name}={value.replace(' ', '')}" for name, value in SAME_TEXTS.items()
        )
        return psycopg.connect(
            dbname=self.name,
            user=self.user or None,
            password=self.password or None,
            host=self.host or None,
            port=self.port or None,
            options=options,
        )

    def run(self, program: str, *arguments: str, programs: Path | None = None) -> None:
        """Runs a program of PostgreSQL on this database, from a folder of programs or from ours.

        Raises:
            BackupError: it failed; its own words are in the sentence.
        """
        variables = {
            "PGDATABASE": self.name,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            "PGHOST": self.host,
            "PGPORT": self.port,
        }
        result = subprocess.run(
            [str((programs or programs_folder()) / program), *arguments],
            env=os.environ | {name: value for name, value in variables.items() if value},
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            check=False,
        )
        if result.returncode != 0:
            raise BackupError(
                gettext_noop("{program} a échoué : {reason}"),
                program=program,
                reason=result.stderr.strip()[-2000:] or result.returncode,
            )


@dataclass(frozen=True, kw_only=True)
class Sums:
    """Contents of a database in brief: row counts and checksums by table, values of sequences,
    migrations applied, major version of PostgreSQL.
    """

    tables: dict[str, TableSum]
    sequences: dict[str, int | None]
    migrations: list[str]
    postgresql: int


def sums_seen_by(connection: psycopg.Connection[Any]) -> Sums:
    """Counts and sums every table as the transaction of the connection sees it."""
    version = connection.execute("SELECT current_setting('server_version_num')::int / 10000")
    tables = connection.execute(OUR_TABLES).fetchall()
    return Sums(
        tables={
            f"{schema}.{name}": _table_sum(connection, schema, name) for schema, name in tables
        },
        sequences=_sequences(connection),
        migrations=[
            f"{app}.{name}"
            for app, name in connection.execute(
                "SELECT app, name FROM django_migrations ORDER BY app, name"
            )
        ],
        postgresql=_single_value(version),
    )


def _sequences(connection: psycopg.Connection[Any]) -> dict[str, int | None]:
    return dict(connection.execute(OUR_SEQUENCES).fetchall())


def sums_of(database: Database) -> Sums:
    with database.connect() as connection:
        return sums_seen_by(connection)


def dump(database: Database, into: Path) -> Sums:
    """Saves a database while it is in use, and returns the sums of exactly the saved rows.

    Both read one snapshot. Sequences are reported as they were then, and saved as they are by now.

    The `pg_dump` of the server's own version is used if there is one, since it alone knows the
    internal columns of that server (`pg_attver` in 17.12, which 18.6 saves and cannot load), and
    its output loads into newer servers.

    Raises:
        BackupError: pg_dump failed.
    """
    with database.connect() as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        snapshot = _single_value(connection.execute("SELECT pg_export_snapshot()"))
        version = connection.info.server_version // 10000
        # Snapshots do not cover sequences: pg_dump finds this value or a later one.
        sequences = _sequences(connection)
        database.run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
            f"--snapshot={snapshot}", f"--file={into}",
            programs=programs_of(version, "pg_dump"),
        )  # fmt: skip
        return replace(sums_seen_by(connection), sequences=sequences)


def load(dump_file: Path, into: Database) -> None:
    """Loads a file written by `dump` into an empty database.

    Raises:
        BackupError: pg_restore failed.
    """
    into.run(
        "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--jobs=2",
        f"--dbname={into.name}", str(dump_file),
    )  # fmt: skip


def create(database: Database) -> None:
    """Makes an empty database on its server.

    Raises:
        BackupError: the account may not, or it is there.
    """
    _on_server_of(
        database, sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(_name(database))
    )


def drop(database: Database) -> None:
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_name(database))
    _on_server_of(database, statement)


def take_place_of(database: Database, *, previous_name: str, with_new: Database) -> None:
    """Gives the name of a database to another, and renames the first.

    Raises:
        BackupError: somebody is connected to it.
    """
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    _on_server_of(
        database,
        rename.format(_name(database), sql.Identifier(previous_name)),
        rename.format(_name(with_new), _name(database)),
    )


@contextmanager
def scratch_database(folder: Path) -> Iterator[Database]:
    """Opens an empty database on a temporary server in a folder, and removes both afterwards.

    Loading into it costs the instance's own server nothing.

    Raises:
        OperatorError: the server cannot start.
    """
    server = EmbeddedPostgres(folder, durable=False)
    with server.in_use():
        database = Database.embedded(folder, "scratch")
        create(database)
        yield database


def _table_sum(connection: psycopg.Connection[Any], schema: str, name: str) -> TableSum:
    statement = sql.SQL(
        "SELECT count(*), coalesce(sum(hashtextextended(one::text, 0)), 0)::text FROM ONLY {} one"
    )
    row = connection.execute(statement.format(sql.Identifier(schema, name))).fetchone()
    rows, checksum = row or (0, "0")
    return TableSum(rows=rows, checksum=checksum)


def _on_server_of(database: Database, *statements: sql.Composed) -> None:
    try:
        with psycopg.connect(
            dbname="postgres",
            user=database.user or None,
            password=database.password or None,
            host=database.host or None,
            port=database.port or None,
            autocommit=True,
        ) as connection:
            for statement in statements:
                connection.execute(statement)
    except psycopg.Error as error:
        raise BackupError(
            gettext_noop("Le serveur PostgreSQL refuse : {reason}"), reason=str(error).strip()
        ) from error


def _name(database: Database) -> sql.Identifier:
    return sql.Identifier(database.name)


def _single_value(cursor: psycopg.Cursor[Any]) -> Any:
    row = cursor.fetchone()
    return row[0] if row else None
