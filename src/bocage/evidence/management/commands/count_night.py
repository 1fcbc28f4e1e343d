"""`bocage count_night`: counts every indicator, as the clock does each night."""

import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bocage.evidence.operations.snapshots import count_night, last_night_over
from bocage.evidence.registry import Indicator
from bocage.foundation.errors import Refusal


class Command(BaseCommand):
    help = "Counts every indicator as it stands after a day that is over. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--night",
            type=date.fromisoformat,
            metavar="DATE",
            help="The day after which to count (2026-06-30); the last one that is over otherwise.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
        with Progress(*columns, TimeElapsedColumn(), console=Console(file=sys.stderr)) as bar:
            task = bar.add_task("counting")

            def show_progress(indicator: Indicator, done: int, total: int) -> None:
                bar.update(task, description=indicator.name, completed=done, total=total)

            try:
                night = count_night(
                    options["night"] or last_night_over(), on_indicator=show_progress
                )
            except Refusal as refusal:
                raise CommandError(str(refusal.sentence)) from refusal
        self.stdout.write(
            f"Night of {night.date}: {night.indicators} indicators, {night.cells_new} new figures, "
            f"{night.cells_replaced} replaced, {night.late_facts_reported} late facts."
        )
