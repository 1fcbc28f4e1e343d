"""`bocage import_territory 61`: the communes of one, several or all départements."""

import argparse
import json
import sys
from dataclasses import asdict, dataclass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bocage.foundation.errors import Refusal
from bocage.territory.geo_api_client import ADDRESS, GeoApiClient
from bocage.territory.imports.decoupage_administratif import RowError
from bocage.territory.operations.outlines import import_api_outlines
from bocage.territory.operations.positions import NOWHERE, PositionsReport, locate_communes
from bocage.territory.operations.reference import TerritoryReport, import_territory
from bocage.territory.reference_data import read_positions, read_reference


@dataclass
class Outcome:
    """Outcome of one run: the report on the territories, the report on positions, and the errors of
    the API.
    """

    territory: TerritoryReport
    positions: PositionsReport
    api_errors: list[RowError]
    api_failure: str = ""
    outlines_written: int = 0


class Command(BaseCommand):
    """Imports the communes of France, or of some départements, and locates them."""

    help = (
        "Imports the communes of one or several départements (`61 72 2A`) or of all of them "
        "(`--all`), with their intercommunalités, postcodes, populations and positions. "
        "Safe to run again."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("departements", nargs="*", metavar="CODE", help="INSEE codes: 61 2A")
        parser.add_argument("--all", action="store_true", help="every département of France")
        parser.add_argument(
            "--online",
            action="store_true",
            help="positions and outlines from the official API as well",
        )
        parser.add_argument("--api", default=ADDRESS, help=f"address of the API ({ADDRESS})")
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        codes = sorted({code.upper().zfill(2) for code in options["departements"]})
        if bool(codes) == options["all"]:
            raise CommandError("Give the codes of départements, or --all.")
        try:
            outcome = self._import(None if options["all"] else codes, options)
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False, indent=2))
        else:
            self._print_report(outcome)
        if outcome.api_failure:
            raise CommandError(outcome.api_failure)

    def _import(self, codes: list[str] | None, options: dict[str, Any]) -> Outcome:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        console = Console(file=sys.stderr)
        with Progress(*columns, TimeElapsedColumn(), console=console) as bar:
            tasks: dict[str, Any] = {}

            def progress(task_name: str, done: int, total: int) -> None:
                if task_name not in tasks:
                    tasks[task_name] = bar.add_task(task_name)
                bar.update(tasks[task_name], completed=done, total=total)

            reference = read_reference()
            positions_read = read_positions()
            report = import_territory(
                reference=reference, departements=codes, positions=positions_read, progress=progress
            )
            positions = locate_communes(departements=report.departements, positions=positions_read)
            positions.written += report.located
            outcome = Outcome(territory=report, positions=positions, api_errors=[])
            if options["online"]:
                self._read_online(outcome, GeoApiClient(options["api"]), progress)
            return outcome

    def _read_online(self, outcome: Outcome, client: GeoApiClient, progress: Any) -> None:
        """Stores the positions and outlines of the API, one département after another, until it
        fails.
        """
        departements = outcome.territory.departements
        written = outcome.positions.written
        try:
            for done, departement in enumerate(departements):
                progress("geo.api.gouv.fr", done, len(departements))
                communes, errors = client.communes(departement)
                written += locate_communes(
                    departements=[departement],
                    positions={commune.code: commune for commune in communes},
                ).written
                outlines = import_api_outlines(communes)
                outcome.outlines_written += outlines.new + outlines.changed
                outcome.api_errors += [*errors, *outlines.errors]
            progress("geo.api.gouv.fr", len(departements), len(departements))
        except Refusal as refusal:
            outcome.api_failure = str(refusal.sentence)
        outcome.positions = locate_communes(departements=departements, positions=NOWHERE)
        outcome.positions.written = written

    def _print_report(self, outcome: Outcome) -> None:
        report, positions = outcome.territory, outcome.positions
        self.stdout.write(f"Reference data of {report.edition}.")
        for name, counts in [
            ("communes", report.communes),
            ("EPCI", report.epcis),
            ("former communes", report.former_communes),
        ]:
            self.stdout.write(
                f"{name}: {counts.new} new, {counts.changed} changed, "
                f"{counts.unchanged} unchanged, {counts.gone} gone"
            )
        sources = ", ".join(f"{count} {source}" for source, count in positions.by_source.items())
        self.stdout.write(f"positions: {positions.written} written; now {sources}")
        if outcome.outlines_written:
            self.stdout.write(f"outlines: {outcome.outlines_written} written")
        if positions.unlocated:
            self.stdout.write(f"without a position ({len(positions.unlocated)}):")
            self.stdout.write("\n".join(f"  {name}" for name in positions.unlocated))
        for error in [*report.errors, *outcome.api_errors]:
            self.stderr.write(f"left out: {error.row}: {error.reason}")
