"""`bocage privacy report|retention`: the register of processing, and its promises of time."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from bocage.foundation.ops.terminal import use_terminal_language
from bocage.foundation.privacy.report import register_as_data, register_as_text
from bocage.foundation.privacy.retention import Forgotten, forget_by_night, try_rules


class Command(BaseCommand):
    help = "Prints the register of processing of this instance, or keeps its promises of time."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        report = actions.add_parser("report", help="what is done with people's data, and why")
        report.add_argument("--json", action="store_true", help="as JSON, for programs")
        retention = actions.add_parser(
            "retention", help="forgets what is kept no longer, as each night does"
        )
        retention.add_argument(
            "--dry-run", action="store_true", help="tells what would be forgotten"
        )

    def handle(self, *_arguments: Any, **options: Any) -> None:
        use_terminal_language()
        if options["action"] == "report":
            self.report(as_json=options["json"])
        else:
            self.retain(try_rules() if options["dry_run"] else forget_by_night())

    def report(self, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(register_as_data(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(register_as_text())

    def retain(self, results: list[Forgotten]) -> None:
        for forgotten in results:
            self.stdout.write(self.line(forgotten))
        failed = [forgotten.rule for forgotten in results if forgotten.error]
        if failed:
            raise CommandError(
                _("Des règles n’ont pas pu être appliquées : %s") % ", ".join(failed)
            )

    def line(self, forgotten: Forgotten) -> str:
        if forgotten.error:
            return self.style.ERROR(f"{forgotten.rule}: {forgotten.error}")
        if forgotten.is_nothing:
            return f"{forgotten.rule}: {_('rien')}"
        changes = [f"-{count} {table}" for table, count in forgotten.deleted.items()]
        changes += [f"~{count} {table}" for table, count in forgotten.changed.items()]
        return f"{forgotten.rule}: {', '.join(changes)}"
