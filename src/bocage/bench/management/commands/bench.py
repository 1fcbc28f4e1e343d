"""`bocage bench NAME`: measures one thing that the product promises, on this machine."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from bocage.bench.harness.registry import BadArguments, Report, workloads


class Command(BaseCommand):
    help = "Measures the product on this machine, and prints the figures."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        known = workloads()
        parser.add_argument(
            "name",
            choices=list(known),
            help="; ".join(f"{item.name}: {item.summary}" for item in known.values()),
        )
        parser.add_argument("--quick", action="store_true", help="Fewer requests: a few seconds.")
        parser.add_argument("--json", action="store_true", help="One JSON object, for a program.")
        given = parser.add_argument_group("what is measured, for `joins`")
        given.add_argument("files", nargs="*", type=Path, help="Deliveries of agencies (ZIP).")
        given.add_argument("--truth", type=Path, help="CSV of pairs: reference_a,reference_b.")
        given.add_argument("--explain", action="store_true", help="Tell each missed pair.")

    def handle(self, *_args: Any, name: str, quick: bool, **options: Any) -> None:
        try:
            report = measured(name, quick, options)
        except BadArguments as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(as_document(name, report), ensure_ascii=False))
        else:
            print_table(name, report)
        if report.failures:
            raise CommandError("\n".join(report.failures))


def measured(name: str, quick: bool, options: dict[str, Any]) -> Report:
    """Runs a workload with what it takes.

    Raises:
        BadArguments: it takes no file, or others than it was given.
    """
    chosen = workloads()[name]
    given = {"truth": options.get("truth"), "files": tuple(options.get("files") or ())}
    if chosen.takes_files:
        return chosen.run(quick, **given, explain=bool(options.get("explain")))
    if any(given.values()):
        raise BadArguments(f"`bocage bench {name}` takes no files.")
    return chosen.run(quick)


def as_document(name: str, report: Report) -> dict[str, Any]:
    """The shape that every bench keeps, so that figures can be compared over time."""
    return {
        "name": name,
        "parameters": report.parameters,
        "figures": report.figures,
        "machine": report.machine,
    }


def print_table(name: str, report: Report) -> None:
    table = Table(title=f"bocage bench {name}", title_justify="left")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for figure, value in report.figures.items():
        table.add_row(figure, f"{value:,}")
    console = Console()
    console.print(table)
    for title, facts in (("parameters", report.parameters), ("machine", report.machine)):
        told = ", ".join(f"{key} {value}" for key, value in facts.items())
        console.print(f"[dim]{title}: {told}[/dim]", highlight=False)
