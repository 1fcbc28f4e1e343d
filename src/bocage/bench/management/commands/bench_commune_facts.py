"""`bocage bench_commune_facts`: the facts that `bocage bench welcome` ranks communes by."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bocage.bench.harness.commune_facts_stage import set_commune_facts_stage
from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.stage import InstanceInUse
from bocage.territory.models import CommuneFact


class Command(BaseCommand):
    help = "Called by `bocage bench` in the empty instance that it measures: never by hand."

    def handle(self, *_args: Any, **_options: Any) -> None:
        if CommuneFact.objects.exists():
            raise CommandError(str(InstanceInUse().sentence))
        stage = set_commune_facts_stage()
        finish_loading()
        self.stdout.write(json.dumps(asdict(stage)))
