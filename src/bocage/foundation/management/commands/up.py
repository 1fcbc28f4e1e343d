"""`bocage up`: database, migrations, static files, demo, web server and worker in one command."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from typing import Any

import structlog
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandParser
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from bocage.foundation.db.embedded_postgres import EmbeddedPostgres, ServerWatchdog
from bocage.foundation.monitoring.safety import refuse_if_unsafe
from bocage.foundation.ops import up
from bocage.foundation.ops.code_loading import without_looking_for_garbage
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.preparing import prepare
from bocage.foundation.ops.processes import (
    ForkedCall,
    Process,
    StopRequested,
    stop_on_signals,
    supervise,
)
from bocage.foundation.ops.terminal import use_terminal_language

logger = structlog.get_logger("bocage.up")

WORKER_NICENESS = 15
"""Niceness of workers, so that pages, for which people wait, run first."""


def read_addresses_meanwhile() -> Callable[[], None]:
    """Reads addresses, by name too, and views in a thread; returns the function that waits for its
    end.

    The database starts meanwhile, and is prepared. Read before the processes are forked, the
    addresses are there for each of them.
    """

    def read_addresses() -> None:
        with without_looking_for_garbage():
            reverse("home")

    reader = ThreadPoolExecutor(max_workers=1)
    reading = reader.submit(read_addresses)
    reader.shutdown(wait=False)
    return reading.result


def read_static_names() -> None:
    """Reads the names of the static files again: another process may have just written them."""
    storage = staticfiles_storage
    if isinstance(storage, ManifestFilesMixin):
        storage.hashed_files, storage.manifest_hash = storage.load_manifest()


class Command(BaseCommand):
    help = "Starts everything an instance needs, and stops all of it on Ctrl-C or SIGTERM."
    requires_system_checks = []
    owner_sentences: list[str]

    def add_arguments(self, parser: CommandParser) -> None:
        up.add_options(parser)

    def handle(self, *_args: Any, **_options: Any) -> None:
        configuration: Configuration = settings.BOCAGE
        use_terminal_language()
        stop_on_signals()
        refuse_if_unsafe(configuration)
        try:
            with up.alone_in(configuration.data_dir):
                up.check_port_is_free(configuration)
                preparation = ForkedCall(self.prepare)
                wait_for_addresses = read_addresses_meanwhile()
                with up.database(configuration), preparation:
                    preparation.begin(settings.DATABASES["default"]["HOST"])
                    wait_for_addresses()
                    self.owner_sentences = preparation.result()
                    read_static_names()
                    self.serve(configuration)
        except StopRequested:
            self.report("stopped", _("Bocage est arrêté."))

    def prepare(self, database_host: str) -> list[str]:
        """Updates the database, the static files and the demo to the version of the code, in a
        process of its own; returns the sentences for the owner.
        """
        # In a deep data folder, the first start of the server has just chosen another.
        settings.DATABASES["default"]["HOST"] = database_host
        configuration: Configuration = settings.BOCAGE
        prepare(self.report)
        if configuration.demo and "load_demo" in get_commands():
            with translation.override(settings.LANGUAGE_CODE):
                call_command("load_demo")
        return [] if configuration.demo else self.sentences_on_missing_owner()

    def sentences_on_missing_owner(self) -> list[str]:
        """Returns the sentences that explain how the operator becomes the first administrator.

        The list is empty if the instance has one. A sign-in link must not be logged: in production,
        the log names the command that makes one (`bocage first_steps`), and the list is empty.
        """
        if "first_steps" not in get_commands():
            return []
        is_for_a_log = settings.BOCAGE.environment == "production"
        output = StringIO()
        call_command("first_steps", at_start=True, without_link=is_for_a_log, stdout=output)
        if output.getvalue() and is_for_a_log:
            logger.warning("nobody_administers", run="bocage first_steps")
        return [] if is_for_a_log else output.getvalue().rstrip().splitlines()

    def serve(self, configuration: Configuration) -> None:
        """Runs the web server, the workers and the embedded database until a stop is requested."""
        processes = [
            Process("web"),
            *(
                Process("worker", niceness=WORKER_NICENESS)
                for _number in range(configuration.task_workers)
            ),
        ]
        each_turn: list[Callable[[], None]] = [self.announcement(configuration)]
        if not configuration.database_url:
            each_turn.append(ServerWatchdog(EmbeddedPostgres(configuration.data_dir)).look)
        supervise(processes, each_turn=each_turn)

    def announcement(self, configuration: Configuration) -> Callable[[], None]:
        """Returns a function that announces the address of the instance, once, as soon as it serves
        pages.
        """
        is_announced = False
        address = configuration.public_url
        sentences = ["", _("Bocage est prêt : %s/") % address]
        if configuration.demo:
            sentences += [
                _("Entrer dans chaque rôle en un clic : %s/demo/") % address,
                _("Lire les courriers envoyés : %s/demo/courrier/") % address,
            ]
        sentences += [*self.owner_sentences, _("Ctrl-C pour arrêter."), ""]

        def announce_once() -> None:
            nonlocal is_announced
            if not is_announced and up.answers(configuration):
                is_announced = True
                self.report("ready", "\n".join(sentences))

        return announce_once

    def report(self, event: str, sentence: str) -> None:
        """Reports progress: an event in the log in production, a sentence on the terminal
        otherwise.
        """
        if settings.BOCAGE.environment == "production":
            logger.info(event)
        else:
            self.stdout.write(sentence)
            self.stdout.flush()
