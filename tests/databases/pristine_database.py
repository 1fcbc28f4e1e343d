"""Migrated database, cached as long as the migrations are unchanged.

Migrating an empty one takes twenty seconds; PostgreSQL copies a migrated one in a moment.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from bocage.foundation.db import web_role
from tests.databases.embedded_database import DATA_FOLDER

PREFIX = "pristine_"


def pristine_database() -> str:
    """The name of the migrated database that those of the tests are copied from.

    Whichever process comes first makes it, and the others wait for it.
    """
    name = PREFIX + digest_of_migrations()
    with (DATA_FOLDER / "pristine.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        existing = _pristine_databases()
        if name not in existing:
            for outdated in existing:
                _execute(f'DROP DATABASE "{outdated}" WITH (FORCE)')
            _make(name)
    return name


def _make(name: str) -> None:
    """Creates it under a temporary name, so that an interrupted run leaves nothing to copy."""
    unfinished = f"{PREFIX}unfinished"
    _execute(f'CREATE DATABASE "{unfinished}"')
    own_name = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = unfinished
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = own_name
    _execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')


def digest_of_migrations() -> str:
    """Returns a digest that changes with migrations, applications, or the privileges of pages."""
    digest = sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        module, _is_explicit = MigrationLoader.migrations_module(app.label)
        folders = _folders_of(module) if module else []
        digest.update(app.label.encode())
        for folder in folders:
            for path in sorted(folder.glob("[0-9]*.py")):
                digest.update(path.name.encode() + path.read_bytes())
    digest.update(Path(web_role.__file__).read_bytes())
    return digest.hexdigest()[:16]


def _folders_of(module: str) -> list[Path]:
    try:
        return [Path(folder) for folder in getattr(import_module(module), "__path__", [])]
    except ModuleNotFoundError:
        return []


def _pristine_databases() -> list[str]:
    with _maintenance_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}%"])
        return [name for (name,) in cursor.fetchall()]


def _execute(statement: str) -> None:
    with _maintenance_cursor() as cursor:
        cursor.execute(statement)


@contextmanager
def _maintenance_cursor() -> Iterator[Any]:
    """Outside the database that is made, copied or dropped."""
    with connection._nodb_cursor() as cursor:
        yield cursor
