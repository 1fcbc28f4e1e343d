"""`bocage restore FILE`: puts a backup in the place of a stopped instance, or tries it."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from bocage.foundation.backups.keys import secret_keys_in
from bocage.foundation.backups.manifest import Manifest
from bocage.foundation.backups.restoring import Restored, check_backup, restore_backup
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.terminal import use_terminal_language
from bocage.foundation.ops.up import alone_in


class Command(BaseCommand):
    help = (
        "Puts a backup in the place of the database and the files of this instance, which must be "
        "stopped. What was there is kept under another name. With --check, nothing is touched: the "
        "backup is opened, loaded into a server of its own, and compared with what was saved."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--key", type=Path, metavar="FILE", help="the secret key that opens a sealed backup"
        )
        parser.add_argument("--check", action="store_true", help="tries it, and touches nothing")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        use_terminal_language()
        configuration: Configuration = settings.BOCAGE
        path = options["file"].absolute()
        identities = secret_keys_in(options["key"]) if options["key"] else []
        if options["check"]:
            manifest = check_backup(path, identities=identities, report_step=self.report_step)
            self.stdout.write(_("Elle se relit entière : %s") % self.summary(manifest))
            return
        with alone_in(configuration.data_dir):
            self.print_result(
                restore_backup(path, identities=identities, report_step=self.report_step)
            )

    def summary(self, manifest: Manifest) -> str:
        return _(
            "faite le %(made_at)s par Bocage %(version)s, lignes : %(rows)d, fichiers : %(files)d."
        ) % {
            "made_at": localtime(manifest.made_at).strftime("%d/%m/%Y %H:%M"),
            "version": manifest.version,
            "rows": manifest.rows,
            "files": len(manifest.files) - 1,
        }

    def print_result(self, restored: Restored) -> None:
        self.stdout.write(_("Restaurée : %s") % self.summary(restored.manifest))
        former = ", ".join([restored.database_before, *map(str, restored.folders_before)])
        self.stdout.write(_("Ce qui était là est gardé : %s.") % former)
        if not restored.has_same_secret_key:
            self.stderr.write(
                self.style.WARNING(
                    _(
                        "BOCAGE_SECRET_KEY n’est pas celle de la sauvegarde : les sessions et les "
                        "liens envoyés par courriel ne vaudront plus rien."
                    )
                )
            )
        self.stdout.write(_("« bocage up » applique les migrations qui manquent, et sert."))

    def report_step(self, step: str) -> None:
        words = {
            "opening": _("La sauvegarde est ouverte…"),
            "database": _("La base de données est chargée à côté, et comparée…"),
            "trial": _("Elle est relue ailleurs, et comparée…"),
            "files": _("Les fichiers prennent leur place…"),
        }
        self.stderr.write(words[step])
