"""`bocage up`: database, migrations, static files, demo, web server and worker in one command."""

from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser

from bocage.foundation import up
from bocage.foundation.configuration import Configuration
from bocage.foundation.processes import (
    KeepsDying,
    Process,
    StopAsked,
    stop_on_signals,
    supervise,
)


class Command(BaseCommand):
    help = "Starts everything an instance needs, and stops all of it on Ctrl-C or SIGTERM."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        up.add_options(parser)

    def handle(self, *_args: Any, **_options: Any) -> None:
        configuration: Configuration = settings.BOCAGE
        stop_on_signals()
        try:
            up.check_port_is_free(configuration)
            with up.alone_in(configuration.data_dir), up.database(configuration):
                self.prepare(configuration)
                self.serve(configuration)
        except StopAsked:
            self.stdout.write("Bocage est arrêté.")
        except KeepsDying as error:
            raise CommandError(
                f"« {error} » s’arrête sans cesse : Bocage s’arrête aussi."
            ) from None
        except up.CannotStart as error:
            raise CommandError(str(error)) from None

    def prepare(self, configuration: Configuration) -> None:
        """Brings the database and the static files to what the code expects."""
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if configuration.demo and "load_demo" in get_commands():
            call_command("load_demo")

    def serve(self, configuration: Configuration) -> None:
        announced = False

        def announce_once() -> None:
            nonlocal announced
            if not announced and up.answers(configuration):
                announced = True
                self.announce(configuration)

        supervise(
            [Process("web", ["web"]), Process("worker", ["worker"], niceness=5)],
            each_turn=announce_once,
        )

    def announce(self, configuration: Configuration) -> None:
        self.stdout.write(f"\nBocage est prêt : {configuration.public_url}/\n")
        if configuration.demo:
            self.stdout.write(
                f"Entrer dans chaque rôle d’un seul clic : {configuration.public_url}/demo/\n"
            )
        self.stdout.write("Ctrl-C pour arrêter.\n\n")
