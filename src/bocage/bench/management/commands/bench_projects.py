"""`bocage bench_projects`: the projects whose board `bocage bench welcome` measures."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.projects_stage import set_projects_stage
from bocage.bench.harness.stage import InstanceInUse


class Command(BaseCommand):
    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int)
        parser.add_argument("--elsewhere", type=int, default=0)

    def handle(self, *_args: Any, count: int, elsewhere: int, **_options: Any) -> None:
        try:
            stage = set_projects_stage(count, now=timezone.now(), elsewhere=elsewhere)
        except InstanceInUse as refusal:
            raise CommandError(str(refusal.sentence)) from None
        finish_loading()
        self.stdout.write(json.dumps(asdict(stage)))
