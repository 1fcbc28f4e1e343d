"""Readiness checks, for `/readyz` and `bocage doctor`."""

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

WORKER_SILENCE_LIMIT_SECONDS = 60


def why_not_ready() -> list[str]:
    """Returns why the instance cannot serve, in sentences; an empty list if it is ready."""
    try:
        if not migrations.are_applied():
            return [_("Des migrations de la base de données n’ont pas été appliquées.")]
        if not worker_was_heard():
            return [_("Le service des tâches n’a pas donné signe de vie depuis une minute.")]
    except Error:
        return [_("La base de données ne répond pas.")]
    return []


def worker_was_heard() -> bool:
    """Checks whether a worker sent a heartbeat within the last minute."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select exists(select from procrastinate_workers"
            " where last_heartbeat > now() - make_interval(secs => %s))",
            [WORKER_SILENCE_LIMIT_SECONDS],
        )
        (answer,) = cursor.fetchone()
    return answer


class Migrations:
    """Comparison of the migrations of the code with those applied to the database.

    Reading the code's takes a tenth of a second, and applied ones stay applied: a positive result
    is cached for the life of the process.
    """

    def __init__(self) -> None:
        self._known_as_applied = False
        self._expected: set[tuple[str, str]] | None = None

    def are_applied(self) -> bool:
        if self._known_as_applied:
            connection.ensure_connection()
            return True
        self._known_as_applied = not self.missing()
        return self._known_as_applied

    def missing(self) -> list[str]:
        """Names (`room.0001_name`) of the migrations that the database lacks."""
        if self._expected is None:
            loader = MigrationLoader(None, ignore_no_migrations=True)
            self._expected = set(loader.disk_migrations)
        applied = MigrationRecorder(connection).applied_migrations()
        return sorted(f"{app}.{name}" for app, name in self._expected - set(applied))


migrations = Migrations()
