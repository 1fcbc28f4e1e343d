"""`bocage bench NAME`: measures one thing that the product promises, on this machine."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.table import Table

from bocage.bench.harness.registry import Report, workloads


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

    def handle(self, *_args: Any, name: str, quick: bool, **options: Any) -> None:
        report = workloads()[name].run(quick)
        if options["json"]:
            self.stdout.write(json.dumps(as_document(name, report), ensure_ascii=False))
        else:
            print_table(name, report)
        if report.failures:
            raise CommandError("\n".join(report.failures))


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
