"""`bocage bench_joins`: what `bocage bench joins` runs in the instance that it measures."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.bench.harness.joins_stage import TruthUnreadable, measure_joins
from bocage.bench.harness.stage import InstanceInUse
from bocage.housing.imports.refusals import DeliveryRefused


class Command(BaseCommand):
    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("truth", type=Path)
        parser.add_argument("deliveries", type=Path, nargs="+")

    def handle(self, *_args: Any, truth: Path, deliveries: list[Path], **_options: Any) -> None:
        try:
            outcome = measure_joins(truth, deliveries)
        except InstanceInUse as refusal:
            raise CommandError(str(refusal.sentence)) from None
        except DeliveryRefused as refusal:
            raise CommandError(f"A delivery cannot be read: {refusal}") from None
        except TruthUnreadable:
            raise CommandError(f"{truth}: no columns reference_a and reference_b.") from None
        self.stdout.write(json.dumps(asdict(outcome)))
