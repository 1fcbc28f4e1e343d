"""Command `bocage import_dvf FILE`: imports the prices of sales of homes from the open data
file.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn

from bocage.housing.prices.imports import Counts, read_sales
from bocage.housing.prices.operations import PricesReport, write_market_prices
from bocage.territory.imports.tables import Unreadable, open_table

LINES_BETWEEN_NEWS = 20_000


class Command(BaseCommand):
    """Imports prices of sale per commune, kind and year."""

    help = (
        "Imports the sales of a file « geo-dvf » of Etalab (CSV, .gz or .zip): the median and the "
        "quartiles of the price per m² in each commune, for houses and flats, year by year. Safe "
        "to run again: a year that is read again replaces what was known of it."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="the report as JSON")

    def handle(self, *_arguments: Any, **options: Any) -> None:
        file = Path(options["file"])
        counts = Counts()
        try:
            with open_table(file) as (text, raw):
                lines = _followed(text, raw, file.stat().st_size)
                report = write_market_prices(read_sales(lines, counts))
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror or error}") from error
        except (Unreadable, UnicodeDecodeError) as error:
            raise CommandError(f"{file}: {error}") from error
        self._print_report(counts, report, as_json=options["json"])

    def _print_report(self, counts: Counts, report: PricesReport, *, as_json: bool) -> None:
        document = {
            "rows": counts.rows,
            "mutations": counts.mutations,
            "sales": report.sales,
            "elsewhere": report.unknown_communes,
            "groups": report.groups,
            "left_out": dict(sorted(counts.left_out.items())),
        }
        if as_json:
            self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
            return
        for reason, count in sorted(counts.left_out.items()):
            self.stderr.write(f"left out, {reason}: {count}")
        self.stdout.write(
            f"{counts.rows} rows, {counts.mutations} mutations, {report.sales} sales of one home "
            f"written in {report.groups} communes × kinds × years, "
            f"{report.unknown_communes} in communes that are not here"
        )


def _followed(text: IO[str], raw: IO[bytes], size: int) -> Iterator[str]:
    """Yields the lines, with a progress bar of the file."""
    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn()
    with Progress(*columns, TimeElapsedColumn(), console=Console(file=sys.stderr)) as bar:
        task = bar.add_task("sales", total=size)
        for number, line in enumerate(_lines(text)):
            if number % LINES_BETWEEN_NEWS == 0:
                bar.update(task, completed=raw.tell())
            yield line
        bar.update(task, completed=size)


def _lines(text: Iterable[str]) -> Iterator[str]:
    """Yields each line without NUL characters, which no table has."""
    for line in text:
        yield line.replace("\0", "")
