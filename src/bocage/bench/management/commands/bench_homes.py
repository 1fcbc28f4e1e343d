"""`bocage bench_homes`: the homes that `bocage bench housing` searches."""

import json
from argparse import ArgumentParser
from time import perf_counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.homes import Homes
from bocage.bench.harness.stage import InstanceInUse
from bocage.housing.models import Dwelling, Listing


class Command(BaseCommand):
    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *_args: Any, count: int, **_options: Any) -> None:
        if Listing.objects.exists():
            raise CommandError(str(InstanceInUse().sentence))
        Dwelling.objects.all().delete()
        started = perf_counter()
        written = Homes(count, now=timezone.now()).load()
        finish_loading()
        seconds = round(perf_counter() - started, 1)
        self.stdout.write(json.dumps({"dwellings": written, "load_seconds": seconds}))
