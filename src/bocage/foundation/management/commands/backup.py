"""`bocage backup`: saves the whole instance in one file, proven by loading it elsewhere."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from bocage.foundation.backups.keys import write_new_key
from bocage.foundation.backups.making import make_backup
from bocage.foundation.ops.configuration import Configuration
from bocage.foundation.ops.terminal import use_terminal_language


class Command(BaseCommand):
    help = (
        "Saves the database and what people uploaded in one file, sealed for the public keys of "
        "BOCAGE_BACKUP_RECIPIENTS. The instance goes on working. The file is kept only if the "
        "database that was read from it is the same, table by table."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, help="where to put it, instead of BOCAGE_BACKUP_FOLDER"
        )
        parser.add_argument(
            "--recipient", action="append", metavar="age1…", help="instead of the configured ones"
        )
        parser.add_argument(
            "--new-key",
            type=Path,
            metavar="FILE",
            help="writes a secret key, and saves nothing",
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        use_terminal_language()
        configuration: Configuration = settings.BOCAGE
        if options["new_key"]:
            self.print_new_key(options["new_key"])
            return
        folder = options["folder"] or configuration.backup_folder
        if folder is None:
            raise CommandError(_("Dites où : --folder, ou BOCAGE_BACKUP_FOLDER."))
        recipients = options["recipient"] or configuration.backup_keys
        backup_made = make_backup(folder, recipients=recipients, report_step=self.report_step)
        self.stdout.write(
            _("%(path)s : %(size)s, tables : %(tables)d, lignes : %(rows)d, fichiers : %(files)d.")
            % {
                "path": backup_made.path,
                "size": filesizeformat(backup_made.size_bytes),
                "rows": backup_made.manifest.rows,
                "tables": len(backup_made.manifest.tables),
                "files": len(backup_made.manifest.files) - 1,
            }
        )
        if not recipients:
            self.stderr.write(
                self.style.WARNING(
                    _("Elle est en clair : quiconque la lit sait tout. Voyez --new-key.")
                )
            )

    def print_new_key(self, path: Path) -> None:
        recipient = write_new_key(path)
        self.stdout.write(
            _(
                "La clé secrète est dans %(path)s : gardez-la ailleurs que sur ce serveur, en deux "
                "endroits. Sans elle, rien ne se relit.\nSur le serveur :\n"
                "BOCAGE_BACKUP_RECIPIENTS=%(recipient)s"
            )
            % {"path": path, "recipient": recipient}
        )

    def report_step(self, step: str) -> None:
        words = {
            "database": _("La base de données est enregistrée…"),
            "trial": _("Elle est relue ailleurs, et comparée…"),
            "files": _("Les fichiers la rejoignent…"),
        }
        self.stderr.write(words[step])
