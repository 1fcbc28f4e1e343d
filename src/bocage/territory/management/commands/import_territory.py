"""`bocage import_territory 61`: the communes of one, several or all départements."""

import argparse
import json
import sys
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bocage.foundation.errors import Refusal
from bocage.territory.operations.departements import (
    ApiReport,
    import_departements,
    update_from_api,
)
from bocage.territory.operations.positions import NOWHERE, PositionsReport, locate_communes
from bocage.territory.operations.reference import TerritoryReport


@dataclass
class Outcome:
    """Outcome of one run: the reports on the territories, on all positions, and on the API."""

    territory: TerritoryReport
    positions: PositionsReport
    api: ApiReport = field(default_factory=ApiReport)


class Command(BaseCommand):
    """Imports the communes of France, or of some départements, and locates them."""

    help = (
        "Imports the communes of one or several départements (`61 72 2A`) or of all of them "
        "(`--all`), with their intercommunalités, postcodes and populations, and the positions and "
        "outlines of the official API where it answers. "
        "Safe to run again."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("departements", nargs="*", metavar="CODE", help="INSEE codes: 61 2A")
        parser.add_argument("--all", action="store_true", help="every département of France")
        parser.add_argument(
            "--offline",
            action="store_true",
            help="asks nothing of the official API, which gives positions and outlines",
        )
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        codes = sorted({code.upper().zfill(2) for code in options["departements"]})
        if bool(codes) == options["all"]:
            raise CommandError("Give the codes of départements, or --all.")
        try:
            outcome = self._import(None if options["all"] else codes, offline=options["offline"])
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        if options["json"]:
            self.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False, indent=2))
        else:
            self._print_report(outcome)

    def _import(self, codes: list[str] | None, *, offline: bool) -> Outcome:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        console = Console(file=sys.stderr)
        with Progress(*columns, TimeElapsedColumn(), console=console) as bar:
            tasks: dict[str, Any] = {}

            def progress(task_name: str, done: int, total: int) -> None:
                if task_name not in tasks:
                    tasks[task_name] = bar.add_task(task_name)
                bar.update(tasks[task_name], completed=done, total=total)

            territory, positions = import_departements(departements=codes, progress=progress)
            outcome = Outcome(territory=territory, positions=positions)
            if not offline:
                departements = territory.departements
                outcome.api = update_from_api(departements=departements, progress=progress)
                outcome.positions = locate_communes(departements=departements, positions=NOWHERE)
                outcome.positions.written = positions.written + outcome.api.positions
            return outcome

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
        if outcome.api.outlines:
            self.stdout.write(f"outlines: {outcome.api.outlines} written")
        if positions.unlocated:
            self.stdout.write(f"without a position ({len(positions.unlocated)}):")
            self.stdout.write("\n".join(f"  {name}" for name in positions.unlocated))
        for error in [*report.errors, *outcome.api.errors]:
            self.stderr.write(f"left out: {error.row}: {error.reason}")
        for failure in outcome.api.failures:
            self.stderr.write(failure)
