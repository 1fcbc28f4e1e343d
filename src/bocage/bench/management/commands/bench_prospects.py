"""`bocage bench_prospects`: the prospects whom `bocage bench outreach` writes to."""

from django.utils import timezone

from bocage.bench.harness.copying import finish_loading
from bocage.bench.harness.letters_stage import ProspectsStage, set_prospects_stage
from bocage.bench.harness.stage_command import StageCommand


class Command(StageCommand):
    def set_stage(self, count: int) -> ProspectsStage:
        stage = set_prospects_stage(count, now=timezone.now())
        finish_loading()
        return stage
