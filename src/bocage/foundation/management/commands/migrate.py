"""`bocage migrate`: Django's, one at a time, and without making people wait behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from bocage.foundation.db.advisory_locks import session_advisory_lock
from bocage.foundation.db.migration_states import GrowingExecutor
from bocage.foundation.db.web_role import ensure_web_role
from bocage.foundation.db.whole_tables import WholeTablesAutodetector

LOCK = "foundation.migrate"
LOCK_TIMEOUT = "20s"

# Django's command has no attribute for its executor, as it has for its autodetector.
setattr(migrate, MigrationExecutor.__name__, GrowingExecutor)


class Command(migrate.Command):
    help = f"{migrate.Command.help} Two at once wait for each other."
    autodetector = WholeTablesAutodetector

    def handle(self, *args: Any, **options: Any) -> None:
        with session_advisory_lock(LOCK), _short_lock_timeout():
            refuse_a_database_of_another_version()
            super().handle(*args, **options)
            if not options.get("plan"):
                ensure_web_role()


@contextmanager
def _short_lock_timeout() -> Iterator[None]:
    """Sets a short lock timeout, since all requests queue behind a migration that waits for a
    table.
    """
    with connection.cursor() as cursor:
        cursor.execute("set lock_timeout = %s", [LOCK_TIMEOUT])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("reset lock_timeout")


def refuse_a_database_of_another_version() -> None:
    """Raises CommandError where migrations were applied that this version does not have.

    Its tables would be taken for missing, or changed from a state that they are not in.
    """
    loader = MigrationLoader(connection)
    unknown = sorted(
        f"{label}.{name}"
        for label, name in set(loader.applied_migrations) - set(loader.disk_migrations)
        if label in loader.migrated_apps
    )
    if unknown:
        raise CommandError(
            f"This database was made by another version of Bocage: it has migrations that this one "
            f"does not know ({', '.join(unknown)}). Run that version, or give this one an empty "
            f"database: that of the demo is made again once its folder is removed."
        )
