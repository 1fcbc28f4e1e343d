"""Readiness checks, for `/readyz` and `bocage doctor`."""

from django.apps import apps
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from bocage.foundation.subjects import modules_in

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

    Applied ones stay applied: a positive result is cached for the life of the process.
    """

    def __init__(self) -> None:
        self._known_as_applied = False

    def are_applied(self) -> bool:
        if self._known_as_applied:
            connection.ensure_connection()
            return True
        self._known_as_applied = not self.missing()
        return self._known_as_applied

    def missing(self) -> list[str]:
        """Names (`room.0001_name`) of the migrations that the database lacks."""
        applied = MigrationRecorder(connection).applied_migrations()
        return sorted(f"{app}.{name}" for app, name in names_on_disk() - set(applied))


def names_on_disk() -> set[tuple[str, str]]:
    """Returns the application and the name of each migration of the code.

    Only files are listed: importing the migrations, as Django's loader does, takes a tenth of a
    second of each start, and memory that every process of the instance inherits.
    """
    return {
        (config.label, name)
        for config in apps.get_app_configs()
        if (package := MigrationLoader.migrations_module(config.label)[0])
        for name, is_package in modules_in(package).items()
        if not is_package and name[0] not in "_~"
    }


migrations = Migrations()
