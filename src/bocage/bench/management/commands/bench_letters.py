"""`bocage bench_letters`: a letter queued for all the prospects of a language."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from bocage.bench.harness.letters_stage import queue_letters


class Command(BaseCommand):
    help = "Called by `bocage bench outreach` in the instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("language", choices=["fr", "en"])

    def handle(self, *_args: Any, language: str, **_options: Any) -> None:
        self.stdout.write(json.dumps(asdict(queue_letters(language, now=timezone.now()))))
