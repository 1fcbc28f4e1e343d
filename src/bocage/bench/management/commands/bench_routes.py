"""`bocage bench_routes`: the life and the coordinator that `bocage bench routes` measures."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.bench.harness.routes_stage import set_routes_stage
from bocage.bench.harness.sizes import SIZES
from bocage.bench.harness.stage import InstanceInUse


class Command(BaseCommand):
    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("size", choices=list(SIZES))

    def handle(self, *_args: Any, size: str, **_options: Any) -> None:
        try:
            stage = set_routes_stage(SIZES[size])
        except InstanceInUse as refusal:
            raise CommandError(str(refusal.sentence)) from None
        self.stdout.write(json.dumps(asdict(stage)))
