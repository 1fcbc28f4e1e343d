"""`bocage upgrade`: brings a server to the next version, and back when it does not serve."""

import json
import pwd
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from bocage import __version__
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.locks import AlreadyLocked
from bocage.foundation.ops.terminal import use_terminal_language
from bocage.foundation.upgrades.errors import UpgradeError
from bocage.foundation.upgrades.releases import newest_release
from bocage.foundation.upgrades.services import SystemdServices
from bocage.foundation.upgrades.upgrading import PATIENCE_S, Outcome, Upgrader, Verdict
from bocage.foundation.upgrades.versions import Versions


class Command(BaseCommand):
    help = (
        "On a server set up by deploy/server, as root: installs the newest version of "
        "BOCAGE_RELEASES beside the one in use, saves and migrates the database, tries the new one "
        "apart, then switches. Puts the old one back when the new one does not serve in time."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--wheel", type=Path, help="this file, instead of the newest one")
        parser.add_argument(
            "--again", action="store_true", help="versions that had to be put away too"
        )
        parser.add_argument(
            "--patience", type=float, default=PATIENCE_S, metavar="SECONDS",
            help="how long the new version may take until it serves",
        )  # fmt: skip

    def handle(self, *_arguments: Any, **options: Any) -> None:
        use_terminal_language()
        configuration: Configuration = settings.BOCAGE
        upgrader = self.upgrader_of(configuration, patience_s=options["patience"])
        try:
            outcome = upgrader.finish_interrupted_upgrade()
            if outcome is None:
                outcome = self.upgraded(upgrader, configuration, options)
        except AlreadyLocked:
            raise CommandError(_("Une autre mise à jour est en cours.")) from None
        if outcome is None:
            self.stdout.write(_("Bocage %s est le plus récent.") % __version__)
            return
        self.report_to_operator(upgrader, outcome)
        self.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False))
        if outcome.verdict is not Verdict.UPGRADED:
            sys.exit(1)

    def upgrader_of(self, configuration: Configuration, *, patience_s: float) -> Upgrader:
        root = Path(sys.prefix).parent.parent
        if Path(sys.prefix).parent.name != "versions":
            raise CommandError(
                _(
                    "Ce Bocage n’a pas été installé par deploy/server : mettez-le à jour comme "
                    "vous l’avez installé."
                )
            )
        services = SystemdServices(
            account=pwd.getpwuid(configuration.data_dir.stat().st_uid).pw_name,
            port=configuration.port,
        )
        folder = configuration.backup_folder or configuration.data_dir / "backups"
        return Upgrader(Versions(root), services, folder, patience_s, self.report_step)

    def upgraded(
        self, upgrader: Upgrader, configuration: Configuration, options: dict[str, Any]
    ) -> Outcome | None:
        """Upgrades to the given wheel, or else to the newest release, and returns the outcome; None
        if there is nothing newer.
        """
        put_away = {outcome.after for outcome in upgrader.outcomes() if outcome.was_put_away}
        with tempfile.TemporaryDirectory(prefix="bocage-upgrade-") as folder:
            wheel = options["wheel"]
            if wheel is None:
                if not configuration.releases:
                    raise CommandError(_("Dites lequel : --wheel, ou BOCAGE_RELEASES."))
                wheel = newest_release(
                    configuration.releases,
                    after=__version__,
                    without=() if options["again"] else put_away,
                    into=Path(folder),
                )
            return upgrader.upgrade(wheel.absolute()) if wheel else None

    def report_to_operator(self, upgrader: Upgrader, outcome: Outcome) -> None:
        """Reports the outcome to the operator through the running version, whose worker sends the
        mail.

        Does nothing if neither version runs.
        """
        serving = upgrader.versions.current
        if serving is None or outcome.verdict is Verdict.DOWN:
            return
        try:
            upgrader.services.run(serving, "report_upgrade", json.dumps(asdict(outcome)))
        except UpgradeError as error:
            self.stderr.write(str(error))

    def report_step(self, step: str) -> None:
        words = {
            "install": _("La nouvelle version est installée à côté…"),
            "backup": _("L’instance est sauvegardée…"),
            "migrate": _("La base de données est mise à jour…"),
            "trial": _("La nouvelle version est essayée à part…"),
            "switch": _("Les services passent à la nouvelle version…"),
            "back": _("Elle ne sert pas : l’ancienne est remise…"),
        }
        self.stderr.write(words[step])
