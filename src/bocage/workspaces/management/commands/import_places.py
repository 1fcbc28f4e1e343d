"""`bocage import_places FILE --format tiers-lieux-2019`: the places of a census."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.workspaces.places import imports as tiers_lieux_2019
from bocage.workspaces.places.operations import PlacesReport, import_places

FORMATS = {"tiers-lieux-2019": tiers_lieux_2019}


class Command(BaseCommand):
    """Imports places from a file of a known format."""

    help = (
        "Imports the places of a census. They are published with what the census says of them; "
        "nothing can be booked in them until somebody adds desks and hours. Safe to run again: "
        "what was changed here since is kept."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--format", choices=sorted(FORMATS), required=True)
        parser.add_argument(
            "--departement",
            action="append",
            default=[],
            metavar="CODE",
            help="only this département (61); may be given several times",
        )
        parser.add_argument("--dry-run", action="store_true", help="tell, and write nothing")
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        file = Path(options["file"])
        try:
            census = FORMATS[options["format"]].parse(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}") from error
        except tiers_lieux_2019.Unreadable as error:
            raise CommandError(f"{file}: {error}") from error
        report = import_places(
            rows=census.rows,
            source=options["format"],
            departements={code.upper().zfill(2) for code in options["departement"]},
            dry_run=options["dry_run"],
        )
        report.errors = sorted([*census.errors, *report.errors], key=lambda error: error.line)
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=2))
        else:
            self._print_report(report, dry_run=options["dry_run"])

    def _print_report(self, report: PlacesReport, *, dry_run: bool) -> None:
        for error in report.errors:
            self.stderr.write(f"line {error.line}: {error.reason}")
        counts = (
            f"{report.new} new, {report.changed} changed, {report.unchanged} unchanged, "
            f"{report.elsewhere} of other départements, {len(report.errors)} not placed"
        )
        self.stdout.write(f"{counts} (dry run: nothing was written)" if dry_run else counts)
