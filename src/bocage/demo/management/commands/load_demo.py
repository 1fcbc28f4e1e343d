"""`bocage load_demo`: the Orne with its communes, about twenty places, and people who use them."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bocage.demo.loading import DEPARTEMENT, DemoReport, load_demo
from bocage.foundation.errors import Refusal
from bocage.territory.models import Commune


class Command(BaseCommand):
    help = (
        "Loads the demo of the Orne: real communes, about twenty places, invented people and "
        "two months of bookings around today. Safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--outlines",
            type=Path,
            metavar="FILE",
            help="A GeoJSON file of the communes' outlines, which the maps then draw.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if not Commune.objects.filter(departement=DEPARTEMENT).exists():
            call_command("import_territory", DEPARTEMENT, "--offline")
        if options["outlines"]:
            call_command("import_outlines", options["outlines"])
        try:
            report = self._load()
        except Refusal as refusal:
            raise CommandError(str(refusal.sentence)) from refusal
        self._print_report(report)

    def _load(self) -> DemoReport:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        with Progress(*columns, TimeElapsedColumn(), console=Console(file=sys.stderr)) as bar:
            tasks: dict[str, Any] = {}

            def progress(subject: str, completed: int, total: int) -> None:
                if subject not in tasks:
                    tasks[subject] = bar.add_task(subject, total=total)
                bar.update(tasks[subject], completed=completed)

            return load_demo(now=timezone.now(), progress=progress)

    def _print_report(self, report: DemoReport) -> None:
        if not report.bookings:
            self.stdout.write("The demo is loaded already.")
            return
        self.stdout.write(
            f"Demo: {report.people} people, {report.places} places, {report.bookings} bookings "
            f"({report.cancelled} of them cancelled), {report.homes} listings of homes."
        )
        for refused in report.refused:
            self.stderr.write(f"refused: {refused}")
