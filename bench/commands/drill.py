"""`python -m bench drill NAME`: injects a fault, and counts the losses."""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bench.cluster.command import DEMANDING, FailedInside, run_demanding
from bench.cluster.programs import CannotDrill
from bench.drills.registry import Drill, drills
from bench.drills.scene import DrillReport, Scene, scene
from bench.harness.machine import describe_machine


class Command(BaseCommand):
    help = (
        "Makes a fault in an instance of its own, while people book, and says what it did and what "
        "was lost. Ends with 1 when anything was."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        summaries = {drill.name: drill.summary for drill in drills().values()}
        summaries |= {name: drill.summary for name, drill in DEMANDING.items()}
        parser.add_argument(
            "name",
            choices=[*summaries, "all"],
            help="; ".join(f"{name}: {summary}" for name, summary in summaries.items()),
        )
        parser.add_argument("--quick", action="store_true", help="The short form: half a minute.")
        parser.add_argument("--json", action="store_true", help="One JSON object a drill.")
        parser.add_argument(
            "--fetch",
            action="store_true",
            help="Have the packages that a drill asks for unpacked in the data folder.",
        )

    def handle(self, *_args: Any, name: str, quick: bool, **options: Any) -> None:
        if name in DEMANDING:
            self.run_demanding(name, is_quick=quick, **options)
            return
        selected = drills() if name == "all" else {name: drills()[name]}
        tell = self.json_report if options["json"] else self.text_report
        failures = []
        for drill, stage in in_their_scenes(list(selected.values()), is_quick=quick):
            report = stage.report = DrillReport()
            begun_at = time.monotonic()
            drill.run(stage, quick)
            report.figures["seconds"] = round(time.monotonic() - begun_at, 1)
            self.stdout.write(tell(drill.name, drill.summary, report, is_quick=quick))
            failures += [f"{drill.name}: {sentence}" for sentence in report.lost]
        if failures:
            raise CommandError("\n".join(failures))

    def run_demanding(self, name: str, *, is_quick: bool, **options: Any) -> None:
        """Runs a drill that `all` leaves out. Exits with 2 if the machine lacks something."""
        begun_at = time.monotonic()
        try:
            report = run_demanding(name, is_quick=is_quick, fetch=options["fetch"])
        except CannotDrill as error:
            raise CommandError(str(error), returncode=2) from error
        except FailedInside as error:
            sys.exit(error.args[0])
        if report is not None:
            report.figures["seconds"] = round(time.monotonic() - begun_at, 1)
            tell = self.json_report if options["json"] else self.text_report
            self.stdout.write(tell(name, DEMANDING[name].summary, report, is_quick=is_quick))
            if report.lost:
                raise CommandError("\n".join(report.lost))

    def json_report(self, name: str, summary: str, report: DrillReport, *, is_quick: bool) -> str:
        document = {
            "name": name,
            "summary": summary,
            "form": "short" if is_quick else "whole",
            "machine": describe_machine(),
        }
        return json.dumps(document | vars(report))

    def text_report(self, name: str, _summary: str, report: DrillReport, **_form: bool) -> str:
        lines = [f"{name}: {', '.join(report.done)}"]
        lines += [f"  {figure:28} {value:>10}" for figure, value in report.figures.items()]
        return "\n".join(lines)


def in_their_scenes(selected: list[Drill], *, is_quick: bool) -> Iterator[tuple[Drill, Scene]]:
    """Yields each drill with an instance: a common one for short drills, one each otherwise."""
    with ExitStack() as shared:
        stage = shared.enter_context(scene(is_quick=True)) if is_quick else None
        for drill in selected:
            if stage:
                yield drill, stage
            else:
                with scene(is_quick=False) as own_scene:
                    yield drill, own_scene
