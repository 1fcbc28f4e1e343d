"""`bocage import_commune_facts FILE`: schools, stations, fibre… of communes, from a table."""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.territory.imports.commune_facts import Unreadable, read_facts
from bocage.territory.operations.commune_facts import write_commune_facts


class Command(BaseCommand):
    """Imports facts about communes."""

    help = (
        "Imports facts about communes from a CSV table with the columns code_commune, fait, "
        "valeur, precision, source and date. Safe to run again; a later fact replaces an earlier."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        file = Path(options["file"])
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                report = write_commune_facts(read_facts(lines))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except (Unreadable, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: {error}") from error
        for refused in report.refused:
            self.stderr.write(f"line {refused.line}: {refused.reason}")
        self.stdout.write(
            f"{report.read} read, {report.written} written, {report.unchanged} unchanged, "
            f"{report.older} older than what is known, {len(report.refused)} refused"
        )
