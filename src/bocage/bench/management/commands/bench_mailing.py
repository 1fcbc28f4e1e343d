"""`bocage bench_mailing`: an announcement to so many members, for `bocage bench network`."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.mailing_stage import queue_a_mailing
from bocage.bench.harness.members_stage import set_members_stage
from bocage.bench.harness.stage import InstanceInUse


class Command(BaseCommand):
    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *_args: Any, count: int, **_options: Any) -> None:
        try:
            set_members_stage(count, now=timezone.now())
        except InstanceInUse as refusal:
            raise CommandError(str(refusal.sentence)) from None
        finish_loading()
        self.stdout.write(json.dumps(asdict(queue_a_mailing(now=timezone.now()))))
