"""`bocage import_outlines FILE`: the outlines of communes, and positions inside them."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.foundation.errors import Refusal
from bocage.territory.imports.outlines import parse
from bocage.territory.operations.outlines import OutlinesReport, import_outlines


class Command(BaseCommand):
    """Imports the outlines of communes from a GeoJSON file."""

    help = (
        "Imports the outlines of communes from a GeoJSON file (properties `code` and `nom`), "
        "and puts each commune inside its outline. Outlines of communes that have merged since "
        "are joined. Safe to run again."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a GeoJSON FeatureCollection")
        parser.add_argument(
            "--source", default="IGN Admin Express, INSEE", help="who made the outlines"
        )
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        try:
            rows, errors = parse(options["file"].read_bytes())
            report = import_outlines(rows=rows, errors=errors, source=options["source"])
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except Refusal as refusal:
            raise CommandError(f"{options['file']}: {refusal.sentence}") from refusal
        if options["json"]:
            self.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=2))
        else:
            self._print_report(report)

    def _print_report(self, report: OutlinesReport) -> None:
        self.stdout.write(
            f"outlines: {report.new} new, {report.changed} changed, {report.unchanged} unchanged"
        )
        for title, names in [
            ("joined to the commune of today", report.resolved),
            ("of no commune of this instance", report.unknown),
        ]:
            if names:
                self.stdout.write(f"{title} ({len(names)}):")
                self.stdout.write("\n".join(f"  {name}" for name in names))
        for error in report.errors:
            self.stderr.write(f"left out: {error.row}: {error.reason}")
