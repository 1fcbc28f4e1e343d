"""`bocage database serve|move|forget`: the embedded database, alone, and from one PostgreSQL to the
next."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from bocage.foundation.configuration import Configuration
from bocage.foundation.database import names_an_outside_server
from bocage.foundation.embedded_postgres import EmbeddedPostgres, Keeper
from bocage.foundation.older_clusters import Moved, forget_kept_cluster, move_cluster
from bocage.foundation.processes import (
    StopAsked,
    stop_on_signals,
    supervise,
    tell_supervisor_ready,
)
from bocage.foundation.terminal import speak_as_terminal
from bocage.foundation.up import alone_in


class Command(BaseCommand):
    help = (
        "Keeps the embedded database running, for services that are supervised one by one; or "
        "moves it, made by an older PostgreSQL, to the one that is installed, and keeps the old "
        "one until `forget`."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("serve", help="keeps it running until asked to stop")
        move = actions.add_parser("move", help="copies it, compares it, and takes the copy")
        move.add_argument(
            "--old-programs",
            type=Path,
            metavar="DIR",
            help="folder of the older `postgres`, where it is not found by itself",
        )
        actions.add_parser("forget", help="removes the database of before the last move")

    def handle(self, *_arguments: Any, action: str, **options: Any) -> None:
        speak_as_terminal()
        configuration: Configuration = settings.BOCAGE
        if names_an_outside_server(configuration.database_url, configuration.data_dir):
            raise CommandError(
                _("DATABASE_URL nomme un serveur extérieur : sa version se change par ses moyens.")
            )
        with alone_in(configuration.data_dir):
            if action == "serve":
                self.serve(configuration.data_dir)
            elif action == "move":
                self.move(configuration.data_dir, options["old_programs"])
            else:
                self.forget(configuration.data_dir)

    def serve(self, data_folder: Path) -> None:
        stop_on_signals()
        server = EmbeddedPostgres(data_folder)
        with suppress(StopAsked), server.in_use():
            tell_supervisor_ready()
            supervise([], each_turn=[Keeper(server).look])

    def move(self, data_folder: Path, old_programs: Path | None) -> None:
        moved = move_cluster(data_folder, old_programs=old_programs, tell=self.tell)
        if moved is None:
            self.stdout.write(_("La base de données est de la version installée : rien à faire."))
            return
        self.tell_result(moved)

    def forget(self, data_folder: Path) -> None:
        folder = forget_kept_cluster(data_folder)
        self.stdout.write(
            _("%s est supprimé.") % folder if folder else _("Aucune ancienne base n’est gardée.")
        )

    def tell_result(self, moved: Moved) -> None:
        self.stdout.write(
            _(
                "La base de données est passée de PostgreSQL %(old)d à %(new)d, et se relit "
                "entière : tables : %(tables)d, lignes : %(rows)d."
            )
            % {
                "old": moved.from_version,
                "new": moved.to_version,
                "tables": moved.tables,
                "rows": moved.rows,
            }
        )
        if moved.left_databases:
            self.stdout.write(
                _("N’ont pas été recopiées, et sont dans l’ancienne seule : %s.")
                % ", ".join(moved.left_databases)
            )
        self.stdout.write(
            _("L’ancienne est gardée dans %s. « bocage database forget » la supprime.")
            % moved.kept_folder
        )

    def tell(self, step: str) -> None:
        words = {
            "fetching": _("Les programmes de l’ancien PostgreSQL sont cherchés sur le réseau…"),
            "saving": _("L’ancienne base de données est lue…"),
            "loading": _("Elle est chargée à côté…"),
            "comparing": _("Les deux sont comparées…"),
        }
        self.stderr.write(words[step])
