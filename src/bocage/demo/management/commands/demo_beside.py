"""`bocage demo_beside`: the demo beside a real instance, until Ctrl-C, and then nothing."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bocage.demo.beside import DemoBeside
from bocage.foundation.ops.terminal import use_terminal_language


class Command(BaseCommand):
    help = (
        "Serves the demo beside the instance, in a folder and a database of its own, on this "
        "machine alone, until Ctrl-C; then erases all of it."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, help="the next port when not said")
        parser.add_argument(
            "--keep",
            action="store_true",
            help="keep it for the next time, which then starts faster",
        )
        parser.add_argument(
            "--remove", action="store_true", help="erase one that was kept, or killed"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        use_terminal_language()
        demo = DemoBeside.of(settings.BOCAGE, options["port"])
        if options["remove"]:
            self._report_removal(there_was_one=demo.remove())
            return
        self.stdout.write(_("La démonstration sera ici : %s/demo/") % demo.address)
        self.stdout.write(
            _("Depuis un autre ordinateur : ssh -L %(port)d:localhost:%(port)d VOTRE-SERVEUR")
            % {"port": demo.port}
        )
        self.stdout.write(
            _("Elle répond bientôt, et se remplit en quelques minutes. Ctrl-C la termine.")
        )
        self.stdout.flush()
        ended = demo.run()
        if not options["keep"]:
            self._report_removal(there_was_one=demo.remove())
        if ended:
            raise CommandError(_("La démonstration s’est arrêtée d’elle-même (voir plus haut)."))

    def _report_removal(self, *, there_was_one: bool) -> None:
        self.stdout.write(
            _("La démonstration est effacée : il n’en reste rien.")
            if there_was_one
            else _("Il n’y a pas de démonstration à effacer.")
        )
