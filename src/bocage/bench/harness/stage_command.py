"""The commands that set a stage in the instance that a bench measures."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from bocage.bench.harness.stage import InstanceInUse

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


class StageCommand(BaseCommand):
    """Sets a stage of so many, and prints what was loaded as one JSON object."""

    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int)

    def handle(self, *_args: Any, count: int, **_options: Any) -> None:
        try:
            stage = self.set_stage(count)
        except InstanceInUse as refusal:
            raise CommandError(str(refusal.sentence)) from None
        self.stdout.write(json.dumps(asdict(stage)))

    def set_stage(self, count: int) -> "DataclassInstance":
        """Loads so many, in an instance that is empty.

        Raises:
            InstanceInUse: it is not.
        """
        raise NotImplementedError
