"""`bocage bench_nation`: the places that `bocage bench workspaces` measures."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.nation import beginning_of_today
from bocage.bench.harness.nation_stage import set_nation_stage
from bocage.bench.harness.stage import InstanceInUse


class Command(BaseCommand):
    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("first", type=int)
        parser.add_argument("last", type=int)

    def handle(self, *_args: Any, first: int, last: int, **_options: Any) -> None:
        try:
            stage = set_nation_stage(first, last, now=beginning_of_today())
        except InstanceInUse as refusal:
            raise CommandError(str(refusal.sentence)) from None
        finish_loading()
        self.stdout.write(json.dumps(asdict(stage)))
