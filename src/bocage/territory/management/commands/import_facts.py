"""`bocage import_facts --form FORM FILE`: fibre, schools, doctors, stations… of communes, and how
many inhabitants and pupils they had year after year.
"""

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.territory.imports import (
    facts_arcep,
    facts_bocage,
    facts_bpe,
    facts_series,
    facts_stations,
)
from bocage.territory.imports.fact_rows import (
    LONGEST_SOURCE,
    CellRefused,
    Exhaustive,
    FactRow,
    Origin,
    RowRefused,
    words,
)
from bocage.territory.imports.tables import Unreadable, bounded_lines, open_table
from bocage.territory.operations.commune_facts import FactsReport, write_commune_facts
from bocage.territory.operations.stations import write_stations
from bocage.territory.operations.yearly_figures import write_yearly_figures

Reader = Callable[[Iterable[str], Origin], Iterator[FactRow | RowRefused | Exhaustive]]
READERS: dict[str, Reader] = {
    "bocage": facts_bocage.read_facts,
    "arcep": facts_arcep.read_facts,
    "bpe": facts_bpe.read_facts,
}
STATIONS = "stations"
SERIES = "series"


class Command(BaseCommand):
    """Imports facts about communes."""

    help = (
        "Imports facts about communes from a table (CSV in UTF-8, plain, .gz or .zip): any "
        "indicator (bocage: code_commune, indicateur, valeur, unite, date, source, adresse, "
        "precision), fibre (arcep), schools, doctors and shops (bpe), inhabitants and pupils year "
        "after year (series: code_commune, série, année, valeur, source, adresse), stations with "
        "minutes to Paris (stations). Safe to run again; a later fact replaces an earlier one."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--form", required=True, choices=[*READERS, SERIES, STATIONS])
        parser.add_argument("--source", default="", help="who says so, where no column does")
        parser.add_argument(
            "--date", type=_day, metavar="YYYY-MM-DD", help="of the figures, where none is told"
        )
        parser.add_argument("--dry-run", action="store_true", help="tells, and writes nothing")
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        file, form = Path(options["file"]), options["form"]
        try:
            source = words("--source", options["source"], LONGEST_SOURCE)
        except CellRefused as refusal:
            raise CommandError(f"--source {refusal.reason}") from None
        origin = Origin(source, options["date"])
        try:
            with open_table(file) as (text, _raw):
                report = _write(form, bounded_lines(text), origin, dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{file} is not in UTF-8: save it as « CSV UTF-8 »") from error
        except Unreadable as error:
            raise CommandError(f"{file}: {error}") from error
        self._print_report(form, report, dry_run=options["dry_run"], as_json=options["json"])

    def _print_report(
        self, form: str, report: FactsReport, *, dry_run: bool, as_json: bool
    ) -> None:
        if as_json:
            document = {"form": form, "dry_run": dry_run} | asdict(report)
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2, default=str))
            return
        for refused in report.refused:
            self.stderr.write(f"line {refused.line}, {refused.column}: {refused.reason}")
        hidden = report.refused_count - len(report.refused)
        if hidden:
            self.stderr.write(f"… and {hidden} more")
        for fact in report.shown:
            name = fact.indicator or fact.kind
            before = "new" if fact.before is None else f"was {fact.before.normalize():f}"
            self.stdout.write(
                f"{fact.commune} ({fact.code}), {name}: {fact.value.normalize():f} "
                f"({before}; {fact.source}, {fact.dated_on})"
            )
        would = " (nothing was kept: --dry-run)" if dry_run else ""
        self.stdout.write(
            f"{report.read} read, {report.written} written, {report.unchanged} unchanged, "
            f"{report.older} older than what is known, {report.refused_count} refused{would}"
        )


def _write(form: str, lines: Iterable[str], origin: Origin, *, dry_run: bool) -> FactsReport:
    if form == SERIES:
        return write_yearly_figures(facts_series.read_series(lines, origin), dry_run=dry_run)
    if form != STATIONS:
        return write_commune_facts(READERS[form](lines, origin), dry_run=dry_run)
    if origin.dated_on is None:
        raise CommandError("the table of stations does not tell its day: give --date")
    return write_stations(
        facts_stations.read_stations(lines),
        source=origin.source or facts_stations.SOURCE,
        address=facts_stations.ADDRESS,
        dated_on=origin.dated_on,
        dry_run=dry_run,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is YYYY-MM-DD") from None
