"""`bocage bench_stage`: what `bocage bench booking` needs, in an instance of its own."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bocage.bench.harness.stage import InstanceInUse, set_stage


class Command(BaseCommand):
    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            stage = set_stage(now=timezone.now())
        except InstanceInUse as refusal:
            raise CommandError(str(refusal.sentence)) from None
        self.stdout.write(json.dumps(asdict(stage)))
