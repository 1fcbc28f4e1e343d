"""`python -m bench stage NAME`: loads the data of a bench in the measured instance."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bench.harness.stage import InstanceInUse
from bench.stages import stages


class Command(BaseCommand):
    help = "Called by the benches in the empty instance that they measure: never by hand."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = parser.add_subparsers(dest="name", metavar="NAME", required=True)
        for stage in stages().values():
            subparser = names.add_parser(stage.name, help=stage.summary)
            for argument in stage.arguments():
                subparser.add_argument(
                    argument.name,
                    type=argument.annotation,
                    nargs="+" if argument.kind is argument.VAR_POSITIONAL else None,
                )

    def handle(self, *_args: Any, name: str, **options: Any) -> None:
        stage = stages()[name]
        values: list[Any] = []
        for argument in stage.arguments():
            value = options[argument.name]
            values += value if isinstance(value, list) else [value]
        try:
            loaded = stage.set(*values)
        except InstanceInUse as refusal:
            raise CommandError(str(refusal.sentence)) from None
        self.stdout.write(json.dumps(asdict(loaded)))
