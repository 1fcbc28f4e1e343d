"""`bocage database serve`: the embedded database, alone."""

from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from bocage.foundation.db.database import names_an_outside_server
from bocage.foundation.db.embedded_postgres import EmbeddedPostgres, ServerWatchdog
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.processes import (
    StopRequested,
    notify_supervisor_ready,
    stop_on_signals,
    supervise,
)
from bocage.foundation.ops.terminal import use_terminal_language
from bocage.foundation.ops.up import alone_in


class Command(BaseCommand):
    help = "Keeps the embedded database running, for services that are supervised one by one."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("serve", help="keeps it running until asked to stop")

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        use_terminal_language()
        configuration: Configuration = settings.BOCAGE
        if names_an_outside_server(configuration.database_url, configuration.data_dir):
            raise CommandError(
                _("DATABASE_URL nomme un serveur extérieur, que Bocage ne démarre pas.")
            )
        with alone_in(configuration.data_dir):
            self.serve(configuration.data_dir)

    def serve(self, data_folder: Path) -> None:
        stop_on_signals()
        server = EmbeddedPostgres(data_folder)
        with suppress(StopRequested), server.in_use():
            notify_supervisor_ready()
            supervise([], each_turn=[ServerWatchdog(server).look])
