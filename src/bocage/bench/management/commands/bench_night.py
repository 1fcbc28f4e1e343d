"""`bocage bench_night`: a night of `bocage bench evidence`, the first one or an ordinary one."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.country_stage import (
    count_first_night,
    count_ordinary_night,
    let_a_day_pass,
)
from bocage.evidence.operations.snapshots import last_night_over


class Command(BaseCommand):
    help = "Called by `bocage bench` in the instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("which", choices=["first", "ordinary"])

    def handle(self, *_args: Any, which: str, **_options: Any) -> None:
        night = last_night_over()
        if which == "first":
            told = count_first_night(night - timedelta(days=1))
            finish_loading()
        else:
            let_a_day_pass()
            told = count_ordinary_night(night)
        self.stdout.write(json.dumps(asdict(told)))
